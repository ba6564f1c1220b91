return scenario {
  summary = "the end of a child is kind child_panic_or_abort with the exit record",
  clauses = { "REQ-08" },
  profile = "supervisor",
  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr("the reason\n")
    worker:exit(3)
  end,
  drive = function(sup)
    local e = sup:health {}:expect_error("child_panic_or_abort")
    local exit = e.exit
    check.truth(type(exit) == "table", "the error has `exit`, an object")
    check.truth(exit.success == false, "`exit.success` is false")
    check.truth(exit.code == 3, "`exit.code` is the exit status, a number")
    check.truth(exit.signal == nil or exit.signal == json.null, "`exit.signal` is null where no signal ended it")
    check.truth(exit.status == "exit status: 3", "`exit.status` reads \"exit status: 3\"")
    check.truth(type(exit.diagnostics) == "string" and exit.diagnostics:find("the reason", 1, true),
      "`exit.diagnostics` holds what the child wrote to stderr")
    sup:expect_status("exited")
  end,
}
