return scenario {
  summary = "an abort that the supervisor absorbed is a value, and a restart accounted as child_abort",
  clauses = { "FIX-14", "ACTOR-04", "ACTOR-09" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("verify_declaration")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit { op = "verify_declaration", body = { request = { name = "A.b" }, targets = { "A.b" } } }
    check.equal(call:ok("ACTOR-09").value.degraded, true, "ACTOR-09")
    local runtime = call:expect_runtime({ retry_count = 0, worker_restarted = true, worker_generation = 2 }, "ACTOR-09")
    check.equal(runtime.call_restart.cause, "child_abort")
    check.equal(runtime.call_restart.planned, false)
    call:expect_causes({ child_abort = 1 }, "FIX-14")
  end,
}
