return scenario {
  summary = "where there is a hard limit the facts of a timeout and of a cancellation tell it, too",
  clauses = { "FACTS-01" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 4194303, request_timeout_ms = 300 },

  child = function(worker)
    worker:handshake()
    worker:next()
    worker:hang()
  end,

  drive = function(sup)
    local facts = sup:health {}:expect_error("timeout").resource
    check.equal(facts.cause, "worker_timeout")
    check.equal(facts.limit_kib, 4194303)
    sup:cancel("t")
    facts = sup:health { token = "t" }:expect_error("cancelled").resource
    check.equal(facts.cause, "worker_cancelled")
    check.equal(facts.limit_kib, 4194303)
  end,
}
