return scenario {
  summary = "a grandchild that keeps the old child's pipes delays no cycle and speaks to nobody afterwards",
  clauses = { "FIX-06", "RESTART-08" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 1500 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:grandchild { hold = { "stdout", "stderr" } }
      worker:mark("forked")
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:expect_mark("forked")
    local call = sup:cycle()
    call:ok()
    call:within(7000)
    check.equal(sup:child(0):state(), "reaped")
    sup:health {}:ok()
    sup:expect_stats { exits = 1, restarts = 1 }
  end,
}
