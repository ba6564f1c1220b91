return scenario {
  summary = "a child that closes its stdout instead of a handshake and lives on is killed, at the startup timeout at the latest",
  clauses = { "SPAWN-05", "FIX-04" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:close("stdout")
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:spawn { startup_timeout_ms = 2000, shutdown_timeout_ms = 500 }
    local e = call:outcome().error
    check.truth(e ~= nil, "the spawn fails")
    if e.kind == "timeout" then -- how long it may take to leave by itself is left open
      check.equal(e.operation, "startup")
      call:not_before(2000)
    else
      check.equal(e.kind, "child_panic_or_abort")
      check.equal(e.exit.signal, 9)
    end
    call:within(8500, "FIX-04")
    if sup:spawned() == 0 then
      check.inconclusive("the machine was too slow to have a child before the startup timeout")
    end
    check.equal(sup:child(0):state(), "reaped")
  end,
}
