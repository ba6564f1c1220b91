local V, E = { request = { n = 1 }, targets = { "t" } }, { export = "e", request_json = "{}" }
local M = { manifest_path = "/m", lhs = 1, rhs = 1 }
local requests = {
  { "health", {} }, { "load_fixture_capability", M }, { "call_fixture_mul", M }, { "trigger_lean_panic", M }, { "json_command", E },
  { "capability_metadata", E }, { "capability_doctor", E }, { "list_declarations_strings", V },
}
for _, op in ipairs {
  "elaborate", "kernel_check", "declaration_kinds", "declaration_names", "infer_type", "whnf", "is_def_eq", "describe", "search_declarations",
  "declaration_type", "inspect_declaration", "attempt_proof", "verify_declaration", "verify_declaration_batch", "describe_bulk",
  "process_module_query", "process_module_query_batch", "clear_module_snapshot_cache",
} do
  requests[#requests + 1] = { op, V }
end

return scenario {
  summary = "an error answer and a wrong status leave the worker, a forbidden message and a row that nobody takes end it, whatever the operation",
  clauses = { "REQ-06", "REQ-07", "REQ-11", "STREAM-02", "FIX-01", "STATE-01" },
  profile = "supervisor",
  timeout_ms = 30000,
  config = { request_timeout_ms = 8000, restart_limit = { max = 200, window_ms = 600000 } },

  child = function(worker)
    worker:handshake()
    local op = worker:next()
    if op == "terminate" then
      worker:terminating()
      worker:exit(0)
    end
    if worker.generation % 2 == 0 then
      worker:error("demo.refused", "not this one")
      worker:next()
      worker:answer("terminating")
      worker:next()
      worker:message("handshake", { worker_version = "w/1", protocol_version = 10 })
    else
      worker:row("rows", { ordinal = 0 })
    end
    worker:hang()
  end,

  drive = function(sup)
    local function call(request)
      return request[1] == "health" and sup:health {} or sup:request(request[1], request[2])
    end
    for index, request in ipairs(requests) do
      call(request):expect_error("worker", { code = "demo.refused" }, "REQ-06")
      call(request):expect_error("protocol", {}, "REQ-07")
      sup:expect_stats({ exits = 2 * (index - 1) }, "REQ-07")
      call(request):expect_error("protocol", {}, "REQ-11")
      check.equal(sup:child(2 * index - 2):state(), "reaped", "FIX-01")
      sup:cycle():ok("STATE-01")
      if request[1] ~= "list_declarations_strings" then -- it takes rows
        call(request):expect_error("protocol", {}, "STREAM-02")
        check.equal(sup:child(2 * index - 1):state(), "reaped", "FIX-01")
      end
      sup:cycle():ok("STATE-01")
    end
    sup:expect_stats { restarts = 2 * #requests, explicit_cycles = 2 * #requests, exits = 2 * #requests }
  end,
}
