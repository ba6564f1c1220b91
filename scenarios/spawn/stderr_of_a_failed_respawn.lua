return scenario {
  summary = "the stderr of a fresh child that dies before its handshake is in the error of the call that wanted it",
  clauses = { "EXIT-03", "SPAWN-05", "TIMEOUT-03" },
  profile = "supervisor",
  config = { request_timeout_ms = 150 },
  defects = { 1, 15 },

  child = function(worker)
    if worker.generation == 1 then
      worker:stderr("cannot map the image again\n")
      worker:kill("ABRT")
    end
    worker:stderr("words of the first\n")
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,

  drive = function(sup)
    local e = sup:health {}:expect_error("child_panic_or_abort", nil, "TIMEOUT-03")
    check.equal(e.exit.signal, 6, "SPAWN-05")
    check.match(e.exit.diagnostics, "cannot map the image again")
    check.truth(not e.exit.diagnostics:match("words of the first"), "nothing of the first child's is in it")
    check.match(sup:snapshot().last_exit.diagnostics, "words of the first")
  end,
}
