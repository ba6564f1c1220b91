return scenario {
  summary = "a child that closes its stdout instead of a handshake and lives on is killed, not waited for",
  clauses = { "SPAWN-05", "FIX-04" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:close("stdout")
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:spawn { startup_timeout_ms = 2000, shutdown_timeout_ms = 500 }
    local e = call:expect_error("child_panic_or_abort")
    check.equal(e.exit.signal, 9)
    call:within(8000, "FIX-04")
    check.equal(sup:child(0):state(), "reaped")
  end,
}
