return scenario {
  summary = "what a child writes to stderr after it closed stdout is in its diagnostics",
  clauses = { "EXIT-03", "REQ-08" },
  profile = "supervisor",
  config = { request_timeout_ms = 20000, shutdown_timeout_ms = 8000 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:close("stdout")
    worker:stderr("uncaught exception: out of memory\n")
    worker:exit(134)
  end,

  drive = function(sup)
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.match(e.exit.diagnostics, "uncaught exception: out of memory")
    check.equal(e.exit.code, 134)
  end,
}
