return scenario {
  summary = "the facts tell of the last thirty-two restarts, oldest first",
  clauses = { "ACTOR-10" },
  profile = "actor",
  spawn = false,
  timeout_ms = 20000,

  drive = function(sup)
    local actor = sup:actor { worker = { policy = { max_requests = 1 }, restart_limit = { max = 1000, window_ms = 60000 } } }
    for _ = 1, 41 do actor:serve_one("Init") end
    local events = actor:facts().events
    check.at_least(#events, 32)
    for index, event in ipairs(events) do
      check.equal(event.worker_generation, 41 - #events + index)
      check.equal(event.cause, "max_requests")
    end
  end,
}
