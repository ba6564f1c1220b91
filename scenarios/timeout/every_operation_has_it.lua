local V, E = { request = { n = 1 }, targets = { "t" } }, { export = "e", request_json = "{}" }
local M = { manifest_path = "/m", lhs = 1, rhs = 1 }
local requests = {
  { "load_fixture_capability", M }, { "call_fixture_mul", M }, { "trigger_lean_panic", M }, { "json_command", E }, { "capability_metadata", E },
  { "capability_doctor", E },
}
for _, op in ipairs {
  "elaborate", "kernel_check", "declaration_kinds", "declaration_names", "infer_type", "whnf", "is_def_eq", "describe", "search_declarations",
  "declaration_type", "inspect_declaration", "attempt_proof", "verify_declaration", "verify_declaration_batch", "list_declarations_strings",
  "describe_bulk", "process_module_query", "process_module_query_batch", "clear_module_snapshot_cache",
} do
  requests[#requests + 1] = { op, V }
end

return scenario {
  summary = "the configured deadline is that of each operation: a child that answers none of them is given up in time each time",
  clauses = { "TIMEOUT-01", "TIMEOUT-02", "RESTART-02" },
  profile = "supervisor",
  timeout_ms = 40000,
  config = { request_timeout_ms = 120, restart_limit = { max = 100, window_ms = 600000 } },

  child = function(worker)
    worker:handshake()
    worker:next()
    worker:hang()
  end,

  drive = function(sup)
    for _, request in ipairs(requests) do
      local call = sup:request(request[1], request[2])
      call:expect_error("timeout", { duration_ms = 120 })
      call:not_before(120)
      check.equal(sup:snapshot().last_exit.signal, 9, "RESTART-02")
      call:within(4000)
    end
    sup:expect_stats({ timeout_restarts = #requests, restarts = #requests }, "TIMEOUT-02")
  end,
}
