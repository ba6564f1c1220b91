return scenario {
  summary = "three hundred requests in a row are answered by one child, each by its own answer",
  clauses = { "REQ-02", "REQ-03" },
  profile = "supervisor",
  timeout_ms = 40000,
  defects = { 22 },

  child = function(worker)
    worker:handshake()
    worker:serve { on = { call_fixture_mul = function(w, body) w:answer("u64", { value = body.lhs + 1 }) end } }
  end,

  drive = function(sup)
    for index = 1, 300 do
      sup:request("call_fixture_mul", { manifest_path = "m", lhs = index, rhs = 1 }):expect_ok { value = index + 1 }
    end
    sup:expect_stats { requests = 300, imports = 300, restarts = 0 }
    sup:expect_spawned(1)
  end,
}
