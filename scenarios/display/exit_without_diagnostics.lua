return scenario {
  summary = "an exit without diagnostics reads as the bare status",
  clauses = { "DISPLAY-01" },
  profile = "display",
  needs = { "display" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr(" \n")
    if worker.generation == 0 then
      worker:exit(0)
    end
    worker:kill("KILL")
  end,

  drive = function(sup)
    check.equal(sup:health {}:expect_error("child_exited").message, "worker exited with exit status: 0")
    sup:cycle():ok()
    check.equal(sup:health {}:expect_error("child_panic_or_abort").message, "worker exited fatally with signal: 9 (SIGKILL)")
  end,
}
