return scenario {
  summary = "a failed check in the child fails",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  child = function(worker)
    worker:check(false, "this holds")
    worker:handshake()
    worker:serve()
  end,
  drive = function(sup)
    sup:health {}:ok()
  end,
}
