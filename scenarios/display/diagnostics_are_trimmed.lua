return scenario {
  summary = "white space around the diagnostics is not shown, white space inside them is; the exit of a child that is found dead, or that left well, reads alike",
  clauses = { "DISPLAY-01" },
  profile = "display",
  needs = { "display" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr("\n\t boom  and\nmore \n\n")
    worker:exit(worker.generation == 0 and 3 or 0)
  end,

  drive = function(sup)
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.equal(e.message, "worker exited fatally with exit status: 3: boom  and\nmore")
    e = sup:health {}:expect_error("child_panic_or_abort")
    check.equal(e.message, "worker exited fatally with exit status: 3: boom  and\nmore")
    sup:cycle():ok()
    e = sup:health {}:expect_error("child_exited")
    check.equal(e.message, "worker exited with exit status: 0: boom  and\nmore")
  end,
}
