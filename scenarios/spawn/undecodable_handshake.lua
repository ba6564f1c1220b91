return scenario {
  summary = "a first frame that is not JSON gets the child killed and reaped, long before the startup timeout",
  clauses = { "SPAWN-05" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:stderr("wrong program\n")
    worker:frame("Usage: worker [OPTIONS]")
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:spawn { startup_timeout_ms = 8000 }
    local e = call:expect_error("child_panic_or_abort")
    check.equal(e.exit.success, false)
    check.equal(e.exit.signal, 9)
    check.match(e.exit.diagnostics, "wrong program", "EXIT-03")
    call:within(6500)
    check.equal(sup:child(0):state(), "reaped")
  end,
}
