return scenario {
  summary = "looking at a session does not end the idle time of its worker",
  clauses = { "POLICY-04", "SESSION-02" },
  profile = "session",
  config = { policy = { idle_restart_after_ms = 400 } },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:meet("answered") -- the idle time has begun by then
    worker:readable(450)
    worker:mark("rested " .. worker.generation)
    worker:serve()
  end,

  drive = function(sup)
    local session = sup:session()
    sup:let("answered")
    sup:expect_mark("rested " .. sup:snapshot().worker_generation)
    session:expect_valid(true)
    local before = sup:stats().idle_restarts
    sup:health {}:ok()
    sup:expect_stats({ idle_restarts = before + 1 }, "POLICY-04")
    session:expect_valid(false, "SESSION-02")
    sup:let("answered")
  end,
}
