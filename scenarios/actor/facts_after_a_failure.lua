return scenario {
  summary = "what is known without a call agrees with the failure before it",
  clauses = { "ACTOR-14", "ACTOR-10", "ACTOR-06" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { request_timeout_ms = 1000 }
    actor:serve_one("C")
    local call = actor:submit { imports = { "A", "B" } }
    call:expect_error("unavailable")
    local runtime = call:runtime()
    check.equal(runtime.profile_switch_count, 1, "ACTOR-06")
    local facts = actor:facts().runtime
    for _, name in ipairs { "worker_generation", "last_restart", "rss_kib", "import_profile", "profile_switch_count", "restarts_total",
      "restarts_by_cause", "worker_lanes" } do
      check.equal(facts[name], runtime[name], "ACTOR-14")
    end
    check.equal(facts.last_restart, runtime.call_restart, "ACTOR-14")
    actor:expect_facts { worker_restarted = false, retry_count = 0, call_restart = check.null }
  end,
}
