return scenario {
  summary = "an error that the child answers in the second attempt is passed on as it is",
  clauses = { "ACTOR-09", "ACTOR-10", "ACTOR-14" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(w)
      if worker.generation == 0 then w:abort() end
      w:error("demo.refused", "not today")
    end } }
  end,

  drive = function(sup)
    local actor = sup:actor()
    local call = actor:submit { imports = { "Init" }, op = "json_command", body = { export = "demo", request_json = "{}" } }
    local error = call:expect_error("worker", { code = "demo.refused" })
    -- the facts may stand beside an error that is passed on
    if error.runtime ~= nil and error.runtime ~= json.null then
      local runtime = call:expect_runtime {
        retry_count = 1, worker_restarted = true, worker_generation = 2, restarts_total = 1, import_profile = "Init",
      }
      check.truth(runtime.call_restart, "a call_restart", "ACTOR-10")
      check.equal(runtime.call_restart.cause, "child_abort", "ACTOR-10")
    end
    actor:expect_received(1, { "json_command" })
    local facts = actor:expect_facts { healthy = true, restarts_total = 1, worker_generation = 2 }
    check.equal(facts.runtime.last_restart.cause, "child_abort", "ACTOR-14")
    actor:serve_one("Init")
    actor:expect_spawned(2)
  end,
}
