return scenario {
  summary = "a second copy of an answer never answers the next request: it is kind protocol and ends the generation",
  clauses = { "FIX-03", "REQ-12", "REQ-01" },
  profile = "supervisor",
  tags = { "stale-frames" },
  defects = { 9, 22 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("call_fixture_mul")
      worker:answer("u64", { value = 1 })
      worker:answer("u64", { value = 1 })
      worker:mark("said it twice")
      worker:check(worker:next() == nil, "no request is written over stale output")
      worker:hang()
    end
    worker:serve { on = { call_fixture_mul = function(w) w:answer("u64", { value = 2 }) end } }
  end,

  drive = function(sup)
    local body = { manifest_path = "m", lhs = 1, rhs = 1 }
    sup:request("call_fixture_mul", body):expect_ok { value = 1 }
    sup:expect_mark_or_end("said it twice")
    sup:request("call_fixture_mul", body):expect_error("protocol")
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_received(0, { "call_fixture_mul" })
    sup:expect_status("exited")
    sup:expect_stats { requests = 1, exits = 1, restarts = 0 }
    sup:request("call_fixture_mul", body):expect_error("child_panic_or_abort")
    sup:cycle():ok()
    sup:request("call_fixture_mul", body):expect_ok { value = 2 }
    sup:expect_stats { requests = 2, exits = 1, restarts = 1 }
  end,
}
