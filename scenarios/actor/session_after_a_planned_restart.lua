return scenario {
  summary = "a planned restart before a job does not cost the job its session, nor the project an abnormal restart",
  clauses = { "ACTOR-09", "ACTOR-04" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor { session = { project_root = "/project", mode = { kind = "shims_only" }, imports = { "Init" } }, worker = { policy = { max_requests = 2 } } }
    actor:serve_one("Init")
    local call = actor:submit("Init")
    call:ok()
    call:expect_runtime { retry_count = 0, worker_generation = 2 }
    call:expect_causes { max_requests = 1 }
    actor:expect_received(1, { "open_host_session", "health" })
  end,
}
