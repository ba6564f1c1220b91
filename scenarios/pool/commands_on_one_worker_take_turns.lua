return scenario {
  summary = "commands of two leases on one worker never overlap at the child: the later one waits, or is refused",
  clauses = { "LEASE-01", "REQ-03" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child, body)
      check.truth(not child:readable(300), "no second request comes before the first is answered", "REQ-03")
      child:answer("json_command", { response_json = body.request_json })
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local one = pool:lease("A")
    local two = pool:lease("A")
    local first = one:json_command { request = { n = 1 } }
    local second = two:json_command { request = { n = 2 } }
    local served = 0
    for n, outcome in ipairs { first:outcome(), second:outcome() } do
      if outcome.ok then
        check.equal(outcome.ok.response, { n = n })
        served = served + 1
      else
        check.equal(outcome.error.kind, "unsupported_request", "REQ-03")
      end
    end
    check.truth(served > 0, "one of the two commands is served", "REQ-03")
  end,
}
