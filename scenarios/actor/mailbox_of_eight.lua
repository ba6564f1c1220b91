return scenario {
  summary = "by default eight jobs wait beside the one that runs, and the next is refused",
  clauses = { "ACTOR-01" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:meet("busy")
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local calls = { actor:submit("Init") }
    actor:at("busy")
    for _ = 1, 8 do calls[#calls + 1] = actor:submit("Init") end
    actor:submit("Init"):expect_unavailable("mailbox_full", { retryable = true })
    actor:let("busy")
    for _, call in ipairs(calls) do call:ok() end
  end,
}
