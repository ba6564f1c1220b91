return scenario {
  summary = "a valid message that is no handshake is refused in its place, whichever it is",
  clauses = { "SPAWN-05", "WIRE-08" },
  profile = "supervisor",
  spawn = false,
  timeout_ms = 30000,

  child = function(worker)
    if worker.generation == 0 then
      worker:message("response", { status = "health_ok" })
    elseif worker.generation == 1 then
      worker:message("data_row", { stream = "rows", sequence = 0, payload = 1 })
    elseif worker.generation == 2 then
      worker:message("diagnostic", { code = "early", message = "not yet" })
    else
      worker:message("fatal_exit", { status = "exit status: 1", stderr = "" })
    end
    worker:hang()
  end,

  drive = function(sup)
    for _ = 1, 4 do
      local e = sup:spawn { startup_timeout_ms = 8000 }:expect_error("child_panic_or_abort")
      check.equal(e.exit.signal, 9)
    end
    sup:expect_reaped()
    sup:expect_spawned(4)
  end,
}
