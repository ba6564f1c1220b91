return scenario {
  summary = "a timeout whose restart is one too many is told as the limit, not as a timeout that may be tried again, and leaves no child",
  clauses = { "ACTOR-05", "ACTOR-02" },
  profile = "actor",
  spawn = false,
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,

  drive = function(sup)
    local actor = sup:actor { restart_limit = 2, request_timeout_ms = 1000 }
    for _ = 1, 2 do actor:submit("Init"):expect_unavailable("timeout: .*", { retryable = true }) end
    actor:expect_facts { healthy = true, restarts_total = 2 }
    actor:submit("Init"):expect_unavailable("restart_limit_exceeded after 2 restarts in 60s; latest: .+",
      { retryable = false, restart_cause = "timeout", retry_after_millis = 60000, restarts_in_window = 2 })
    actor:expect_facts { healthy = false, restarts_total = 2 }
    actor:submit("Init"):expect_unavailable(nil)
    -- a child that the supervisor had started by then is ended again, and does not stay for an actor that serves no more
    for generation = 0, actor:spawned() - 1 do actor:child(generation):expect_exit() end
    actor:stop():ok()
    actor:expect_gone()
  end,
}
