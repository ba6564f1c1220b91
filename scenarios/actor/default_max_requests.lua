return scenario {
  summary = "without a configured max_requests the worker of an actor is replaced before its 65th request",
  clauses = { "CONFIG-04", "POLICY-01" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor()
    for _ = 1, 64 do actor:serve_one("Init") end
    actor:expect_facts { restarts_total = 0, worker_generation = 1 }
    local call = actor:submit("Init")
    call:ok()
    call:expect_causes({ max_requests = 1 }, "CONFIG-04")
    actor:expect_received(1, { "health" })
    -- so is one whose policy says something else
    local other = sup:actor { name = "other", worker = { policy = { max_imports = 1000 } } }
    for _ = 1, 64 do other:serve_one("Init") end
    call = other:submit("Init")
    call:ok()
    call:expect_causes({ max_requests = 1 }, "CONFIG-04")
  end,
}
