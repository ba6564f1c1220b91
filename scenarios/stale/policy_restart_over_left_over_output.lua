return scenario {
  summary = "left-over output of the child before a policy restart does not answer the request that caused it",
  clauses = { "REQ-12", "RESTART-08" },
  profile = "supervisor",
  config = { policy = { max_requests = 1 }, shutdown_timeout_ms = 2000 },
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    worker:expect("call_fixture_mul")
    worker:answer("u64", { value = worker.generation })
    worker:answer("u64", { value = 1000 })
    worker:mark("said two things " .. worker.generation)
    worker:serve()
  end,

  drive = function(sup)
    local body = { manifest_path = "m", lhs = 1, rhs = 1 }
    sup:request("call_fixture_mul", body):expect_ok { value = 0 }
    sup:expect_mark_or_end("said two things 0")
    local outcome = sup:request("call_fixture_mul", body):outcome()
    -- the restart comes first (POLICY-01) and the fresh child answers; a parent that looks at the pipe before the policy says protocol
    if outcome.ok then
      check.equal(outcome.ok.value, 1)
      sup:expect_snapshot({ worker_generation = 1 }, "POLICY-01")
    else
      check.equal(outcome.error.kind, "protocol", "FIX-03")
    end
  end,
}
