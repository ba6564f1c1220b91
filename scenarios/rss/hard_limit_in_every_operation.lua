local V, E = { request = { n = 1 }, targets = { "t" } }, { export = "e", request_json = "{}" }
local M = { manifest_path = "/m", lhs = 1, rhs = 1 }
local requests = {
  { "load_fixture_capability", M, "load_fixture_capability" }, { "call_fixture_mul", M, "call_fixture_mul" },
  { "trigger_lean_panic", M, "trigger_lean_panic" }, { "json_command", E }, { "capability_metadata", E }, { "capability_doctor", E },
}
for _, op in ipairs {
  "elaborate", "kernel_check", "declaration_kinds", "declaration_names", "infer_type", "whnf", "is_def_eq", "describe", "search_declarations",
  "declaration_type", "inspect_declaration", "attempt_proof", "verify_declaration", "verify_declaration_batch", "list_declarations_strings",
  "describe_bulk", "process_module_query", "process_module_query_batch", "clear_module_snapshot_cache",
} do
  requests[#requests + 1] = { op, V }
end

return scenario {
  summary = "the hard limit holds in each operation, and the error and its facts name it",
  clauses = { "RSS-03", "RESTART-02", "FACTS-01", "STATS-01" },
  profile = "supervisor",
  needs = { "rss" },
  timeout_ms = 40000,
  config = { request_timeout_ms = 8000, rss_hard_limit_kib = 65536, rss_sample_interval_ms = 20, restart_limit = { max = 100, window_ms = 600000 } },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    worker:next()
    worker:rss(70000)
    worker:hang()
  end,

  drive = function(sup)
    for index, request in ipairs(requests) do
      local name = request[3] or "worker_" .. request[1]
      local e = sup:request(request[1], request[2]):expect_error("rss_hard_limit_exceeded", { limit_kib = 65536 })
      check.equal(e.operation, name, "FACTS-01")
      check.equal(e.resource.operation, name, "FACTS-01")
      check.equal(e.resource.worker_generation, index, "FACTS-01")
      check.equal(sup:snapshot().last_exit.signal, 9, "RESTART-02")
      sup:expect_stats { rss_restarts = index, restarts = index, exits = index, requests = index }
    end
  end,
}
