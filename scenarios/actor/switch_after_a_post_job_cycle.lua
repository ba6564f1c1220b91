return scenario {
  summary = "the child is cycled after each kind of job, and imports are compared with those of the job before all the same",
  clauses = { "ACTOR-06", "ACTOR-07" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local actor = sup:actor { rss_post_job_kib = 1 }
    actor:submit("Init"):expect_runtime { profile_switch_count = 0 }
    actor:submit { imports = { "Init" }, ["do"] = "stream" }:expect_runtime { profile_switch_count = 0 }
    actor:expect_causes({ rss_post_job = 2 }, "ACTOR-07")
    actor:submit { imports = { "Init" }, op = "json_command", body = { export = "demo", request_json = "{}" } }:ok()
    actor:expect_causes({ rss_post_job = 3 }, "ACTOR-07")
    local call = actor:submit("Std")
    call:expect_runtime { profile_switch_count = 1 }
    actor:submit("Std"):expect_runtime { profile_switch_count = 1 }
    check.equal(actor:facts().runtime.restarts_by_cause.rss_import_switch or 0, 0)
    actor:expect_causes({ rss_post_job = 5 }, "ACTOR-07")
  end,
}
