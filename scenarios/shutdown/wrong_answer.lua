return scenario {
  summary = "another response to terminate, or a fatal_exit, is a protocol failure: killed at once, without waiting for the grace",
  clauses = { "SHUT-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 8000 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    if worker.name == "a" then
      worker:answer("health_ok")
    elseif worker.name == "c" then
      worker:message("fatal_exit", { status = "exit status: 1", stderr = "" })
    else
      worker:error("demo.busy", "not now")
    end
    worker:hang()
  end,

  drive = function(sup)
    local other = sup:worker("b")
    other:spawn {}:ok()
    local fatal = sup:worker("c")
    fatal:spawn {}:ok()
    for _, each in ipairs { sup, other, fatal } do
      local call = each:shutdown {}
      local report = call:expect_ok { outcome = "graceful_protocol_failed_killed" }
      call:within(5000)
      check.equal(report.exit.signal, 9)
      check.truth(report.kill_elapsed_ms ~= nil and report.kill_elapsed_ms ~= json.null, "the kill is timed")
      each:expect_gone()
    end
  end,
}
