return scenario {
  summary = "a second call while one is in flight waits or is refused; the child never holds two requests",
  clauses = { "REQ-03", "REQ-02" },
  profile = "supervisor",
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("call_fixture_mul")
    worker:meet("first is here")
    worker:check(not worker:readable(150), "no second request is written before the first is answered")
    worker:answer("u64", { value = 1 })
    worker:serve { on = { health = function(w) w:answer("health_ok") end } }
  end,

  drive = function(sup)
    local first = sup:request("call_fixture_mul", { manifest_path = "m", lhs = 1, rhs = 1 })
    sup:at("first is here")
    local second = sup:health {}
    sup:let("first is here")
    first:expect_ok { value = 1 }
    local outcome = second:outcome()
    sup:expect_stats { requests = outcome.ok and 2 or 1 }
    sup:health {}:ok()
  end,
}
