return scenario {
  summary = "the child inherits its parent's environment beneath the configured entries",
  clauses = { "SPAWN-01" },
  profile = "supervisor",
  config = { env = { { "CP_EXTRA", "1" } } },

  child = function(worker)
    worker:check(worker:getenv("PATH") ~= nil, "PATH comes from the parent")
    worker:check(worker:getenv("CP_EXTRA") == "1", "CP_EXTRA is as configured")
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
  end,
}
