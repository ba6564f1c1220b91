return scenario {
  summary = "a hard limit whose replacement does not start gives the replacement's failure",
  clauses = { "TIMEOUT-03", "RESTART-03", "FIX-11" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 1, rss_sample_interval_ms = 10 },
  tags = { "rss-spike" },

  child = function(worker)
    if worker.generation == 1 then
      worker:exit(13)
    end
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,

  drive = function(sup)
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.equal(e.exit.code, 13)
    sup:expect_snapshot({ worker_generation = 0, restarts = 1, exits = 1 }, "FIX-11")
    sup:expect_reaped()
  end,
}
