return scenario {
  summary = "the child's environment makes a panic abort and keeps backtraces quiet",
  clauses = { "SPAWN-01" },
  profile = "supervisor",

  child = function(worker)
    worker:check(worker:getenv("LEAN_ABORT_ON_PANIC") == "1", "LEAN_ABORT_ON_PANIC is 1")
    worker:check(worker:getenv("LEAN_BACKTRACE") == "0", "LEAN_BACKTRACE is 0")
    worker:check(worker:getenv("RUST_BACKTRACE") == "0", "RUST_BACKTRACE is 0")
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
  end,
}
