return scenario {
  summary = "a child that ends with status 3 before its handshake is child_panic_or_abort, with what it said on stderr",
  clauses = { "SPAWN-05", "EXIT-01", "EXIT-03" },
  profile = "supervisor",
  spawn = false,
  defects = { 1, 15 },

  child = function(worker)
    worker:stderr("libLean.so: cannot open shared object file\n")
    worker:exit(3)
  end,

  drive = function(sup)
    local e = sup:spawn {}:expect_error("child_panic_or_abort")
    check.equal(e.exit.success, false, "EXIT-01")
    check.equal(e.exit.code, 3, "EXIT-01")
    check.equal(e.exit.status, "exit status: 3", "EXIT-01")
    check.match(e.exit.diagnostics, "libLean%.so: cannot open shared object file", "EXIT-03")
    check.equal(sup:child(0):state(), "reaped")
  end,
}
