return scenario {
  summary = "a child that ends with status 101 before its answer is child_panic_or_abort with its stderr",
  clauses = { "REQ-08", "EXIT-01", "EXIT-03" },
  profile = "supervisor",
  defects = { 2 },

  child = function(worker)
    worker:handshake()
    worker:expect("trigger_lean_panic")
    worker:stderr("PANIC at Demo.boom Demo:7:3: unreachable\n")
    worker:exit(101)
  end,

  drive = function(sup)
    local e = sup:request("trigger_lean_panic", { manifest_path = "m" }):expect_error("child_panic_or_abort")
    check.equal(e.exit.success, false, "EXIT-01")
    check.equal(e.exit.code, 101, "EXIT-01")
    check.equal(e.exit.status, "exit status: 101", "EXIT-01")
    check.match(e.exit.diagnostics, "PANIC at Demo%.boom Demo:7:3: unreachable", "EXIT-03")
    check.equal(sup:child(0):state(), "reaped")
    sup:expect_stats { requests = 1, exits = 1, restarts = 0, imports = 1 }
  end,
}
