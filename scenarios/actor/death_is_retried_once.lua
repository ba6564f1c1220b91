return scenario {
  summary = "a child that aborts in a job is replaced, and the job is run once more",
  clauses = { "ACTOR-09", "ACTOR-03", "ACTOR-08", "ACTOR-10" },
  profile = "actor",
  spawn = false,
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("json_command")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit { op = "json_command", body = { export = "demo", request_json = "{}" } }
    local runtime = call:expect_runtime { worker_generation = 2, worker_restarted = true, retry_count = 1 }
    check.equal(runtime.call_restart.cause, "child_abort", "ACTOR-10")
    check.equal(runtime.call_restart.planned, false, "ACTOR-03")
    check.equal(runtime.call_restart.worker_generation, 2, "ACTOR-10")
    check.equal(runtime.last_restart.cause, "child_abort", "ACTOR-10")
    call:expect_causes { child_abort = 1 }
    call:ok()
    actor:expect_received(0, { "json_command" })
    actor:expect_received(1, { "json_command" })
    actor:stop():ok()
    actor:expect_gone()
  end,
}
