return scenario {
  summary = "imports are compared with those of the job before, also where the child was cycled after it",
  clauses = { "ACTOR-06", "ACTOR-07" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local actor = sup:actor { rss_post_job_kib = 1 }
    actor:submit("Init"):expect_runtime { profile_switch_count = 0 }
    actor:submit("Init"):expect_runtime { profile_switch_count = 0 }
    local call = actor:submit("Std")
    call:expect_runtime { profile_switch_count = 1 }
    actor:submit("Std"):expect_runtime { profile_switch_count = 1 }
    actor:expect_causes({ rss_post_job = 4 }, "ACTOR-07")
  end,
}
