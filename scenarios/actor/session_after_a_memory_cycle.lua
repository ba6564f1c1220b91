return scenario {
  summary = "each child that a cycle for memory brings has the session before its first job",
  clauses = { "ACTOR-09", "ACTOR-07" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  drive = function(sup)
    local actor = sup:actor { rss_post_job_kib = 1, session = { project_root = "/project", mode = { kind = "shims_only" }, imports = { "Init" } } }
    for generation = 2, 4 do
      actor:submit("Init"):expect_runtime({ retry_count = 0, worker_generation = generation }, "ACTOR-07")
      actor:expect_received(generation - 2, { "open_host_session", "health", "terminate" })
    end
  end,
}
