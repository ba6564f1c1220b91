return scenario {
  summary = "a stop asks the worker to leave and leaves no process; later jobs are refused for good",
  clauses = { "ACTOR-02", "ACTOR-01" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor()
    actor:serve_one("Init")
    actor:stop():ok()
    actor:expect_received(0, { "health", "terminate" })
    actor:expect_gone()
    actor:submit("Init"):expect_unavailable("project actor is stopped", { retryable = false, worker_restarted = false }, "ACTOR-01")
    actor:stop():ok()
  end,
}
