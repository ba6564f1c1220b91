local V, E = { request = { n = 1 }, targets = { "t" } }, { export = "e", request_json = "{}" }
local requests = { { "json_command", E }, { "capability_metadata", E }, { "capability_doctor", E } }
for _, op in ipairs {
  "elaborate", "kernel_check", "declaration_kinds", "declaration_names", "infer_type", "whnf", "is_def_eq", "describe", "search_declarations",
  "declaration_type", "inspect_declaration", "attempt_proof", "verify_declaration", "verify_declaration_batch", "list_declarations_strings",
  "describe_bulk", "process_module_query", "process_module_query_batch", "clear_module_snapshot_cache",
} do
  requests[#requests + 1] = { op, V }
end

return scenario {
  summary = "a token is seen behind a tick of each operation, and the error and its facts name it",
  clauses = { "CANCEL-02", "CANCEL-03", "RESTART-02", "FACTS-01", "STATS-01" },
  profile = "supervisor",
  needs = { "concurrent" },
  timeout_ms = 30000,
  config = { restart_limit = { max = 100, window_ms = 600000 }, request_timeout_ms = 8000 },

  child = function(worker)
    worker:handshake()
    worker:next()
    worker:progress("p", 0)
    worker:diagnostic("d", "no occasion to look") -- delivered: the look after the tick is over
    worker:meet("out")
    worker:progress("p", 1)
    worker:hang()
  end,

  drive = function(sup)
    for index, request in ipairs(requests) do
      local token = "t" .. index
      local call = sup:request(request[1], request[2], { token = token, progress = true, diagnostics = true })
      call:expect_diagnostic("d", "no occasion to look")
      sup:at("out")
      sup:cancel(token)
      sup:let("out")
      local e = call:expect_error("cancelled")
      check.equal(e.operation, "worker_" .. request[1], "FACTS-01")
      check.equal(e.resource.operation, "worker_" .. request[1], "FACTS-01")
      check.equal(e.resource.work_entered_child, true, "FACTS-01")
      check.equal(e.resource.worker_generation, index, "FACTS-01")
      check.equal(sup:snapshot().last_exit.signal, 9, "RESTART-02")
      sup:expect_stats { cancelled_restarts = index, restarts = index, exits = index, requests = index }
    end
  end,
}
