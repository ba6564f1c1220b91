return scenario {
  summary = "an abort whose replacement does not start gives the replacement's failure",
  clauses = { "REQ-09", "RESTART-03", "FIX-11" },
  profile = "supervisor",

  child = function(worker)
    if worker.generation == 1 then
      worker:exit(17)
    end
    worker:handshake()
    worker:expect("verify_declaration")
    worker:abort()
  end,

  drive = function(sup)
    local e = sup:request("verify_declaration", { request = { name = "n" }, targets = { "n" } }):expect_error("child_panic_or_abort")
    check.equal(e.exit.code, 17)
    sup:expect_stats { restarts = 1, replacement_failures = 1, last_replacement_skipped_reason = "spawn_failed" }
    sup:expect_snapshot { worker_generation = 0 }
    sup:expect_reaped()
  end,
}
