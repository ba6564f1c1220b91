return scenario {
  summary = "the window and the memory limits of a project may be over 32 bits: they are then long and large; so may what a job waited before the mailbox",
  clauses = { "ACTOR-05", "ACTOR-06", "ACTOR-07", "ACTOR-10" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:answer("health_ok", {})
    worker:expect("health")
    worker:answer("health_ok", {})
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local far = 4294967296
    local actor = sup:actor {
      restart_limit = 1, restart_window_ms = far, rss_import_switch_kib = far, rss_post_job_kib = far, rss_hard_kill_kib = far,
    }
    local first = actor:submit { imports = { "Init" }, admission_wait_millis = far + 7 }
    first:expect_runtime({ restarts_total = 0 }, "ACTOR-07")
    first:expect_runtime({ admission_wait_millis = far + 7 }, "ACTOR-10")
    actor:submit("Std"):expect_runtime({ restarts_total = 0 }, "ACTOR-06")
    -- this job's child aborts; the one of the second attempt serves two and aborts as well
    actor:submit("Std"):expect_runtime({ restarts_total = 1, retry_count = 1 }, "ACTOR-05")
    actor:serve_one("Std")
    local call = actor:submit("Std")
    call:expect_unavailable("restart_limit_exceeded after 1 restarts in .*; .*", { retryable = false, retry_after_millis = far })
  end,
}
