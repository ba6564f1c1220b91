return scenario {
  summary = "without a configured request timeout a job of an actor has two minutes",
  clauses = { "CONFIG-01", "TIMEOUT-02" },
  profile = "actor",
  spawn = false,
  time = { speed = 60 },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { worker = { startup_timeout_ms = 600000 } }
    local call = actor:submit("Init")
    call:expect_unavailable("timeout: .*")
    call:not_before(120000)
    call:within(240000)
    actor:expect_causes { timeout = 1 }
  end,
}
