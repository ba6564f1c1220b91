return scenario {
  summary = "what a child wrote to stderr in every phase of its life is in its exit's diagnostics",
  clauses = { "EXIT-03", "REQ-08" },
  profile = "supervisor",
  defects = { 2, 15 },

  child = function(worker)
    worker:stderr("starting\n")
    worker:handshake()
    worker:serve { count = 2 }
    worker:stderr("between requests\n")
    worker:expect("health")
    worker:stderr("stack overflow detected\n")
    worker:abort()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:health {}:ok()
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.match(e.exit.diagnostics, "starting.*between requests.*stack overflow detected")
    e = sup:health {}:expect_error("child_panic_or_abort")
    check.match(e.exit.diagnostics, "stack overflow detected")
    local status = sup:expect_status("exited")
    check.match(status.exit.diagnostics, "stack overflow detected")
  end,
}
