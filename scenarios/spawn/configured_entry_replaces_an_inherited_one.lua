return scenario {
  summary = "a configured variable that the parent has too is seen as configured, in every generation",
  clauses = { "SPAWN-01", "RESTART-05" },
  profile = "supervisor",
  config = { env = { { "PATH", "/configured" } } },

  child = function(worker)
    worker:check(worker:getenv("PATH") == "/configured", "PATH is as configured", worker.generation > 0 and "RESTART-05" or "SPAWN-01")
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:cycle():ok()
    sup:health {}:ok()
  end,
}
