return scenario {
  summary = "status says running or exited, with the exit record",
  clauses = { "EXIT-01" },
  profile = "supervisor",
  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:exit(0)
  end,
  drive = function(sup)
    sup:expect_status("running")
    sup:health {}:expect_error("child_exited")
    local status = sup:expect_status("exited")
    check.truth(type(status.exit) == "table", "an exited status has `exit`")
    check.truth(status.exit.success == true and status.exit.code == 0, "`exit` says success and code 0")
  end,
}
