return scenario {
  summary = "an answer that a dying child left in the pipe answers nobody",
  clauses = { "FIX-03", "REQ-05" },
  profile = "supervisor",
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("call_fixture_mul")
      worker:cork()
      worker:answer("u64", { value = 1 })
      worker:answer("u64", { value = 2 })
      worker:uncork()
      worker:exit(3)
    end
    worker:serve()
  end,

  drive = function(sup)
    local body = { manifest_path = "m", lhs = 1, rhs = 1 }
    sup:request("call_fixture_mul", body):expect_ok { value = 1 }
    sup:child(0):expect_exit()
    local outcome = sup:request("call_fixture_mul", body):outcome()
    check.truth(outcome.error ~= nil, "the left-over answer is not taken")
    local kind = outcome.error.kind
    check.truth(kind == "child_panic_or_abort" or kind == "protocol", "its exit, or kind protocol, not " .. tostring(kind))
    sup:expect_stats { requests = 1, exits = 1 }
    sup:cycle():ok()
    sup:health {}:ok()
  end,
}
