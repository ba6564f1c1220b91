return scenario {
  summary = "a NUL in the diagnostics ends neither them nor the message",
  clauses = { "DISPLAY-01", "EXIT-03" },
  profile = "display",
  needs = { "display" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr("before \0 after")
    worker:exit(3)
  end,

  drive = function(sup)
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.match(e.message, "^worker exited fatally with exit status: 3: before ")
    check.match(e.message, " after")
    check.match(e.exit.diagnostics, " after", "EXIT-03")
  end,
}
