return scenario {
  summary = "a child that died between requests is found dead although its grandchild holds every pipe of it",
  clauses = { "FIX-06", "REQ-05" },
  profile = "supervisor",
  config = { request_timeout_ms = 2000 },
  defects = { 3 },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:stderr("gone\n")
    worker:grandchild { hold = { "stdin", "stdout", "stderr" } }
    worker:exit(4)
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:child(0):expect_exit()
    local call = sup:health {}
    local e = call:expect_error("child_panic_or_abort")
    check.equal(e.exit.code, 4)
    call:within(7000)
    sup:expect_stats({ requests = 1, exits = 1 }, "REQ-05")
    sup:shutdown {}:expect_ok { outcome = "already_exited" }
    sup:expect_gone()
  end,
}
