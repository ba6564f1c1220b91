return scenario {
  summary = "the diagnostics of a child hold nothing that an earlier generation wrote",
  clauses = { "RESTART-08", "EXIT-03" },
  profile = "supervisor",
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:stderr("words of generation zero\n")
      worker:serve()
    end
    worker:expect("health")
    worker:stderr("words of generation one\n")
    worker:exit(1)
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:cycle():ok()
    local diagnostics = sup:health {}:expect_error("child_panic_or_abort").exit.diagnostics
    check.match(diagnostics, "words of generation one")
    check.truth(not diagnostics:match("generation zero"), "nothing of generation zero is in them")
  end,
}
