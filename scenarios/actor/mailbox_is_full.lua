local HARD_LIMIT_KIB = 16777216 -- the default

return scenario {
  summary = "a full mailbox refuses at once, retryable, what it holds is served, and what it refused takes no room later",
  clauses = { "ACTOR-01", "ACTOR-11" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:meet("busy")
    worker:answer("health_ok", {})
    worker:serve { count = 2 }
    worker:expect("health")
    worker:meet("busy again")
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { mailbox_capacity = 2 }
    local running = actor:submit("Init")
    actor:at("busy")
    local first, second = actor:submit("Init"), actor:submit("Init")
    local refused = actor:submit("Std")
    refused:expect_unavailable("mailbox_full", {
      retryable = true, worker_restarted = false, imports = { "Std" }, restart_cause = check.null,
      limit_kib = check.null_or(HARD_LIMIT_KIB), retry_after_millis = check.null, worker_generation = 1,
    })
    refused:within(2000)
    check.truth(running:pending() and first:pending() and second:pending(), "the others still wait")
    actor:let("busy")
    running:ok()
    first:ok()
    second:ok()
    local last = { actor:submit("Init") }
    actor:at("busy again")
    for n = 1, 2 do last[n + 1] = actor:submit("Init") end
    actor:submit("Std"):expect_unavailable("mailbox_full", { retryable = true })
    actor:let("busy again")
    for _, call in ipairs(last) do call:ok() end
    actor:expect_received(0, { "health", "health", "health", "health", "health", "health" })
  end,
}
