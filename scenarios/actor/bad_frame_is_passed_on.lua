return scenario {
  summary = "a frame that is no message is passed on as a protocol error, and the next job is served by a fresh child",
  clauses = { "ACTOR-09" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:frame("no message")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    actor:submit("Init"):expect_error("protocol")
    actor:serve_one("Init")
    actor:expect_facts { healthy = true }
    actor:expect_received(1, { "health" })
  end,
}
