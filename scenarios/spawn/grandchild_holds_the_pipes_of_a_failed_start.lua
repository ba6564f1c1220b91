return scenario {
  summary = "a grandchild that keeps stdout and stderr open does not delay the report of a failed start",
  clauses = { "FIX-06", "SPAWN-05" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:grandchild { hold = { "stdout", "stderr" } }
    worker:stderr("giving up\n")
    worker:exit(5)
  end,

  drive = function(sup)
    local call = sup:spawn { startup_timeout_ms = 1500 }
    local outcome = call:outcome()
    check.truth(outcome.error ~= nil, "the spawn fails", "SPAWN-05")
    local kind = outcome.error.kind
    check.truth(kind == "child_panic_or_abort" or kind == "timeout", "its exit or the startup timeout, not " .. tostring(kind), "SPAWN-05")
    call:within(8000, "FIX-06")
    sup:expect_reaped()
  end,
}
