return scenario {
  summary = "a job whose child dies is run once more, and the restart is told",
  clauses = { "ACTOR-09" },
  profile = "actor",
  spawn = false,
  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:exit(3)
    end
    worker:serve()
  end,
  drive = function(sup)
    local actor = sup:actor()
    local runtime = actor:submit("Init"):ok().runtime
    check.truth(runtime.retry_count == 1, "`retry_count` is 1")
    check.truth(type(runtime.call_restart) == "table" and runtime.call_restart.cause == "child_abort", "`call_restart` is the restart event")
    check.truth(runtime.restarts_total == 1 and runtime.restarts_by_cause.child_abort == 1, "the restart is accounted to `child_abort`")
  end,
}
