return scenario {
  summary = "a token set while the child is silent loses against a terminal that comes next",
  clauses = { "CANCEL-02", "REQ-02" },
  profile = "supervisor",
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("call_fixture_mul")
    worker:meet("working")
    worker:answer("u64", { value = 42 })
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:request("call_fixture_mul", { manifest_path = "m", lhs = 6, rhs = 7 }, { token = "t" })
    sup:at("working")
    sup:cancel("t")
    sup:let("working")
    call:expect_ok { value = 42 }
    sup:expect_stats { requests = 1, restarts = 0, cancelled_restarts = 0, exits = 0 }
    sup:health { token = "t" }:expect_error("cancelled")
    sup:health {}:ok()
    sup:expect_spawned(1)
  end,
}
