return scenario {
  summary = "a child that closes its stderr serves on, and its exit has no diagnostics",
  clauses = { "EXIT-03", "STATE-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:close("stderr")
    worker:serve { count = 2 }
    worker:expect("health")
    worker:exit(8)
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:health {}:ok()
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.equal(e.exit.code, 8)
    check.equal(e.exit.diagnostics, "")
  end,
}
