return scenario {
  summary = "configured environment entries override the three that a supervisor sets by itself",
  clauses = { "SPAWN-01" },
  profile = "supervisor",
  config = { env = { { "LEAN_BACKTRACE", "1" }, { "RUST_BACKTRACE", "full" }, { "LEAN_ABORT_ON_PANIC", "" } } },

  child = function(worker)
    worker:check(worker:getenv("LEAN_BACKTRACE") == "1", "LEAN_BACKTRACE is as configured")
    worker:check(worker:getenv("RUST_BACKTRACE") == "full", "RUST_BACKTRACE is as configured")
    worker:check(worker:getenv("LEAN_ABORT_ON_PANIC") == "", "LEAN_ABORT_ON_PANIC is as configured: empty")
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
  end,
}
