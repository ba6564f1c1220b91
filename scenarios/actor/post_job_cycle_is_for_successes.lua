return scenario {
  summary = "a job that failed is not followed by a post-job cycle",
  clauses = { "ACTOR-07" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(w) w:error("demo.refused", "not today") end } }
  end,

  drive = function(sup)
    local actor = sup:actor { rss_post_job_kib = 1 }
    actor:submit { op = "json_command", body = { export = "demo", request_json = "{}" } }:expect_error("worker")
    actor:expect_facts({ restarts_total = 0, worker_generation = 1 }, "ACTOR-07")
    actor:expect_spawned(1)
  end,
}
