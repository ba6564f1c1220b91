return scenario {
  summary = "of more restarts than are kept the last are events, each once and in order",
  clauses = { "ACTOR-10", "ACTOR-08" },
  profile = "actor",
  spawn = false,
  timeout_ms = 20000,

  drive = function(sup)
    local restarts, kept = 70, 32
    local actor = sup:actor { worker = { policy = { max_requests = 1 }, restart_limit = { max = 1000, window_ms = 60000 } } }
    for _ = 0, restarts do actor:serve_one("Init") end
    local events = actor:facts().events
    check.at_least(#events, kept)
    for index, event in ipairs(events) do
      check.truth(type(event) == "table", "an event is an object")
      check.equal(event.cause, "max_requests")
      -- generation 1 was there before the first restart
      check.equal(event.worker_generation, restarts + 1 - (#events - index))
    end
  end,
}
