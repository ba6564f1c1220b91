return scenario {
  summary = "a worker that was rebuilt, once or twice, has the limits and everything else that was configured for the one before",
  clauses = { "RESTART-05", "ACTOR-09", "POLICY-01", "TIMEOUT-01", "RSS-03" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:check(worker.args[1] == "--deep" and worker:getenv("CP_KEEP") == "kept", "arguments and environment are the same")
    worker:check(worker:handshake().max_frame_bytes == 99999, "the frame cap is the same")
    if worker.generation < 2 then
      worker:serve { count = worker.generation }
      worker:expect("health")
      worker:abort()
    elseif worker.generation == 3 then
      worker:serve { count = 1 }
      worker:expect("health")
      worker:hang()
    elseif worker.generation == 4 then
      worker:expect("health")
      worker:rss(90000)
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor {
      restart_limit = 10, request_timeout_ms = 1500, rss_hard_kill_kib = 65536, rss_sample_interval_ms = 10,
      worker = { policy = { max_requests = 2 }, args = { "--deep" }, env = { { "CP_KEEP", "kept" } }, cwd = "/usr", max_frame_bytes = 99999 },
    }
    -- the first two children die; the second rebuilt one has served a job then, and may serve one more
    for generation = 2, 3 do actor:submit("Init"):expect_runtime { retry_count = 1, worker_generation = generation } end
    actor:serve_one("Init")
    local call = actor:submit("Init")
    call:expect_causes({ child_abort = 2, max_requests = 1 }, "POLICY-01")
    local late = actor:submit("Init")
    late:within(5000, "TIMEOUT-01")
    late:expect_unavailable("timeout: .*", { worker_generation = 5 }, "TIMEOUT-01")
    local large = actor:submit("Init")
    large:expect_unavailable(nil, { retryable = false, restart_cause = "rss_hard_limit_exceeded", limit_kib = 65536 }, "RSS-03")
    check.equal(actor:child(2).cwd, "/usr")
  end,
}
