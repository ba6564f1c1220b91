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
  summary = "a request of any operation is one of max_requests, and is looked at before it is sent",
  clauses = { "POLICY-01", "RESTART-02", "STATS-01" },
  profile = "supervisor",
  timeout_ms = 30000,
  config = { policy = { max_requests = 1 }, restart_limit = { max = 200, window_ms = 600000 } },

  child = function(worker)
    worker:handshake()
    local on = {}
    for _, request in ipairs(requests) do
      on[request[1]] = function(w) w:error("demo.refused", "not now") end
    end
    worker:serve { on = on }
  end,

  drive = function(sup)
    for index, request in ipairs(requests) do
      local call = request[1] == "health" and sup:health {} or sup:request(request[1], request[2])
      call:expect_error("worker")
      sup:expect_stats({ restarts = index - 1, max_request_restarts = index - 1 }, "POLICY-01")
      sup:expect_stats { requests = index }
      sup:expect_received(index - 1, { request[1] })
      if index > 1 then
        sup:expect_received(index - 2, { requests[index - 1][1], "terminate" }, "RESTART-02")
      end
    end
  end,
}
