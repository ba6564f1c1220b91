return scenario {
  summary = "white space around the diagnostics is not shown, white space inside them is",
  clauses = { "DISPLAY-01" },
  profile = "display",
  needs = { "display" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr("\n\t boom  and\nmore \n\n")
    worker:exit(3)
  end,

  drive = function(sup)
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.equal(e.message, "worker exited fatally with exit status: 3: boom  and\nmore")
  end,
}
