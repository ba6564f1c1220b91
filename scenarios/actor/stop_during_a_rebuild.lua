return scenario {
  summary = "a stop that comes while the worker of a job is being made anew answers the job as one that ran, and asks the new worker to leave",
  clauses = { "ACTOR-02", "ACTOR-01" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    if worker.generation == 1 then worker:meet("starting") end
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local running, waiting = actor:submit("Init"), actor:submit("Std")
    actor:at("starting")
    local stop = actor:stop()
    actor:submit("Init"):expect_unavailable("mailbox_closed", { retryable = true }, "ACTOR-01")
    check.truth(stop:pending(), "the stop waits for the job")
    actor:let("starting")
    -- the second attempt goes on, or its reply is lost because the actor ends
    if running:outcome().ok then
      stop:ok()
      actor:expect_received(1, { "health", "terminate" })
    else
      running:expect_unavailable("mailbox_closed_before_reply", { retryable = true }, "ACTOR-01")
      stop:ok()
    end
    waiting:expect_unavailable("project_shutting_down")
    actor:expect_gone()
  end,
}
