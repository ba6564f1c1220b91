return scenario {
  summary = "the mailbox holds as many jobs as configured, fewer or more than the default",
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
    for _, capacity in ipairs { 1, 12 } do
      local actor = sup:actor { name = "p" .. capacity, mailbox_capacity = capacity }
      local calls = { actor:submit("Init") }
      actor:at("busy")
      for _ = 1, capacity do calls[#calls + 1] = actor:submit("Init") end
      actor:submit("Init"):expect_unavailable("mailbox_full", { retryable = true })
      actor:let("busy")
      for _, call in ipairs(calls) do call:ok() end
    end
  end,
}
