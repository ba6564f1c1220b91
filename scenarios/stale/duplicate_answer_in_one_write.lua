return scenario {
  summary = "an answer and its copy in one write: the first is the answer, the second is found before the next request",
  clauses = { "FIX-03", "REQ-12" },
  profile = "supervisor",
  tags = { "stale-frames" },
  defects = { 9 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("call_fixture_mul")
      worker:cork()
      worker:answer("u64", { value = 5 })
      worker:answer("u64", { value = 6 })
      worker:uncork()
      worker:check(worker:next() == nil, "no request is written over stale output")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local body = { manifest_path = "m", lhs = 1, rhs = 1 }
    sup:request("call_fixture_mul", body):expect_ok { value = 5 }
    sup:request("call_fixture_mul", body):expect_error("protocol")
    sup:expect_stats { requests = 1 }
    sup:expect_received(0, { "call_fixture_mul" })
    check.equal(sup:child(0):state(), "reaped")
    sup:cycle():ok()
    sup:health {}:ok()
  end,
}
