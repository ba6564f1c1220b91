return scenario {
  summary = "where the child's memory cannot be sampled, other imports are counted and nothing is cycled",
  clauses = { "ACTOR-06", "RSS-02" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:hide_rss()
    worker:mark("hidden")
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { rss_import_switch_kib = 1 }
    actor:serve_one("Init")
    actor:expect_mark("hidden")
    actor:submit("Std"):expect_runtime { worker_generation = 1, profile_switch_count = 1, restarts_total = 0 }
    actor:expect_spawned(1)
  end,
}
