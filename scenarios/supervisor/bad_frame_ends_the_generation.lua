return scenario {
  summary = "after a frame that cannot be decoded the child is dead, status says so, cycle and shutdown work",
  clauses = { "FIX-01", "WIRE-06", "STATE-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    if worker.generation ~= 1 then
      worker:expect("health")
      worker:stderr("my last words\n")
      worker:frame('{"version":10,"message":')
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:expect_error("protocol")
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_status("exited")
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.equal(e.exit.signal, 9)
    check.match(e.exit.diagnostics, "my last words", "EXIT-03")
    sup:expect_stats { requests = 1, exits = 1, restarts = 0 }
    sup:cycle():ok()
    sup:expect_status("running")
    sup:health {}:ok()
    sup:cycle():ok()
    sup:health {}:expect_error("protocol")
    sup:shutdown {}:expect_ok { outcome = "already_exited" }
    sup:expect_stats { requests = 3, exits = 3, restarts = 2 }
    sup:expect_gone()
  end,
}
