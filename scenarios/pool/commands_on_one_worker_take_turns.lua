return scenario {
  summary = "commands of two leases on one worker never overlap at the child",
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
    check.equal(first:ok().response, { n = 1 })
    check.equal(second:ok().response, { n = 2 })
  end,
}
