return scenario {
  summary = "a cycle kills a child that does not leave within the grace, and goes on",
  clauses = { "RESTART-02", "SHUT-04", "RESTART-01", "SHUT-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 1500 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:ignore("TERM")
      worker:expect("terminate")
      worker:terminating()
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:cycle()
    call:ok()
    call:not_before(1500)
    call:within(5300)
    check.equal(sup:child(0):state(), "reaped")
    check.equal(sup:snapshot().last_exit.signal, 9)
    sup:health {}:ok()
    sup:expect_stats { exits = 1, restarts = 1, explicit_cycles = 1 }
    local report = sup:shutdown {}:expect_ok({ outcome = "graceful" }, "SHUT-01")
    check.truth(type(report.kill_elapsed_ms) ~= "number", "no time of a kill is told where nothing was killed this time", "SHUT-01")
  end,
}
