return scenario {
  summary = "the text of an exit error tells the status and what the child said",
  clauses = { "DISPLAY-01" },
  profile = "supervisor",
  needs = { "display" },
  defects = { 2 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr("  failed to load plugin\n\n")
    worker:exit(worker.generation == 0 and 3 or 0)
  end,

  drive = function(sup)
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.equal(e.message, "worker exited fatally with exit status: 3: failed to load plugin")
    sup:cycle():ok()
    e = sup:health {}:expect_error("child_exited")
    check.equal(e.message, "worker exited with exit status: 0: failed to load plugin")
  end,
}
