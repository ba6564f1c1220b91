return scenario {
  summary = "other imports with a child just under the limit keep the child",
  clauses = { "ACTOR-06", "RSS-02" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:rss(40000)
    worker:mark("grown")
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { rss_import_switch_kib = 65536 }
    actor:serve_one("Init")
    actor:expect_mark("grown")
    actor:submit("Std"):expect_runtime { worker_generation = 1, profile_switch_count = 1, restarts_total = 0 }
    actor:expect_spawned(1)
  end,
}
