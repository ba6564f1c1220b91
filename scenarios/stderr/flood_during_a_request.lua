return scenario {
  summary = "a child that writes megabytes to stderr before its answer is not blocked by it",
  clauses = { "FIX-05" },
  profile = "supervisor",
  defects = { 20 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr_bytes(3000000)
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:health {}:ok()
  end,
}
