return scenario {
  summary = "a job whose child dies while the actor is being stopped is answered once, and nothing is left",
  clauses = { "ACTOR-01", "ACTOR-02" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    if worker.generation == 0 then
      worker:meet("busy")
      worker:abort()
    end
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local running = actor:submit("Init")
    actor:at("busy")
    local stop = actor:stop()
    actor:let("busy")
    -- either it was run once more, or its reply is lost
    if running:outcome().error then running:expect_unavailable("mailbox_closed_before_reply", { retryable = true }) end
    stop:ok()
    actor:expect_gone()
  end,
}
