return scenario {
  summary = "a stop is bounded by the worker's grace where the child does not leave",
  clauses = { "ACTOR-02", "SHUT-04" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:hang()
  end,

  drive = function(sup)
    local actor = sup:actor { worker = { shutdown_timeout_ms = 200 } }
    actor:serve_one("Init")
    local stop = actor:stop()
    stop:ok()
    stop:not_before(200)
    stop:within(3000)
    actor:expect_gone()
  end,
}
