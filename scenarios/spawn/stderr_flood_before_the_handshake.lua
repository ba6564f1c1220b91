return scenario {
  summary = "a child that writes more to stderr than a pipe holds before its handshake still starts",
  clauses = { "FIX-05", "SPAWN-04" },
  profile = "supervisor",
  spawn = false,
  defects = { 20 },

  child = function(worker)
    worker:stderr_bytes(1500000)
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    sup:spawn { startup_timeout_ms = 8000 }:ok()
    sup:health {}:ok()
  end,
}
