local forbidden = {
  { "handshake", { worker_version = "w/1", protocol_version = 10 } },
  { "request", { op = "health" } },
  { "fatal_exit", { status = "exit status: 1", stderr = "boom" } },
  { "configure_frame_limit", { max_frame_bytes = 1048576 } },
}

return scenario {
  summary = "a message that a child may not send during a request is kind protocol; the child is killed and reaped before the call returns",
  clauses = { "REQ-11", "FIX-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    local message = forbidden[worker.generation + 1]
    if message then
      worker:expect("health")
      worker:message(message[1], message[2])
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for index in ipairs(forbidden) do
      sup:health {}:expect_error("protocol")
      check.equal(sup:child(index - 1):state(), "reaped", "FIX-01")
      local status = sup:expect_status("exited")
      check.equal(status.exit.signal, 9, "FIX-01")
      sup:health {}:expect_error("child_panic_or_abort")
      sup:expect_stats { requests = index, exits = index, restarts = index - 1 }
      sup:cycle():ok()
    end
    sup:health {}:ok()
  end,
}
