-- One behaviour, both sides of it. scenarios/README.md has every key and call; `childproof matrix` lists the clauses.
return scenario {
  summary = "@SUMMARY@",
  clauses = { "@CLAUSE@" }, -- what it checks; a failing check is charged to the first unless it names another
  profile = "supervisor",
  config = { request_timeout_ms = 5000 },

  -- Inside the fake child, once for each process that the supervisor starts.
  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:meet("asked") -- waits here until `drive` lets it go
    worker:answer("health_ok")
    worker:serve()
  end,

  -- Inside the harness: calls on the supervisor under test.
  drive = function(sup)
    local call = sup:health {}
    sup:at("asked")
    check.truth(call:pending(), "there is no answer before the child gives one")
    sup:let("asked")
    call:ok()
    sup:expect_received(0, { "health" })
    sup:shutdown {}:ok()
    sup:expect_gone()
  end,
}
