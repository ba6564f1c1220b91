return scenario {
  summary = "a stop lets the job that runs end and answers each job that waits; so does a second stop",
  clauses = { "ACTOR-02", "ACTOR-01" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:meet("busy")
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local running = actor:submit("Init")
    actor:at("busy")
    local waiting = { actor:submit("Init"), actor:submit("Std"), actor:submit("Init") }
    local stop = actor:stop()
    local second = actor:stop()
    local late = actor:submit("Init")
    late:expect_unavailable("mailbox_closed", { retryable = true }, "ACTOR-01")
    check.truth(stop:pending() and second:pending(), "no stop is answered while a job runs")
    actor:let("busy")
    running:ok()
    for _, call in ipairs(waiting) do call:expect_unavailable("project_shutting_down") end
    second:ok()
    stop:ok()
    actor:expect_received(0, { "health", "terminate" })
    actor:expect_gone()
  end,
}
