local OPS = { "verify_declaration", "verify_declaration_batch", "process_module_query_batch" }

return scenario {
  summary = "an abort is absorbed in every generation, by each operation that absorbs, behind ticks and diagnostics too",
  clauses = { "REQ-09", "STATS-01", "STATS-02", "RESTART-06" },
  profile = "supervisor",
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    if worker.generation < 9 then
      worker:expect(OPS[worker.generation % 3 + 1])
      if worker.generation >= 3 then
        worker:progress("p", 1)
        worker:diagnostic("d", "so far so good")
      end
      worker:stderr("panic of generation " .. worker.generation .. "\n")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    for generation = 0, 8 do
      local targets = { "t" .. generation }
      local ok = sup:request(OPS[generation % 3 + 1], { request = { n = 1 }, targets = targets }):ok()
      check.equal(ok.degraded, true)
      check.equal(#ok.results, 1)
      check.equal(ok.results[1].target, targets[1])
      check.equal(ok.results[1].verdict, "budget_exceeded")
      sup:expect_stats { restarts = generation + 1, exits = generation + 1, requests = generation + 1, explicit_cycles = 0, last_restart_reason = "child_abort" }
      sup:expect_snapshot({ worker_generation = generation + 1, restarts = generation + 1 }, "STATS-02")
    end
    sup:health {}:ok()
  end,
}
