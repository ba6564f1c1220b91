return scenario {
  summary = "every report names the configured grace, whatever the outcome was, and a kill's time, without the grace before it, only where there was one",
  clauses = { "SHUT-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 30321 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    if worker.name == "b" then
      worker:expect("terminate")
      worker:hang()
    elseif worker.name == "c" then
      worker:hang()
    elseif worker.name == "d" then
      worker:expect("terminate")
      worker:answer("health_ok")
      worker:hang()
    elseif worker.name == "e" then
      worker:exit(3)
    end
    worker:serve()
  end,

  drive = function(sup)
    local function report_of(worker, mode, outcome, killed, grace)
      local report = worker:shutdown { mode = mode }:expect_ok { outcome = outcome }
      check.equal(report.graceful_timeout_ms, grace or 30321)
      check.equal(type(report.kill_elapsed_ms) == "number", killed)
      check.at_most(report.wait_elapsed_ms or 0, report.elapsed_ms)
      if outcome == "graceful_timed_out_killed" then -- the kill came after the grace
        check.at_most(report.kill_elapsed_ms, report.elapsed_ms - report.graceful_timeout_ms + 20)
      end
    end
    for _, name in ipairs { "b", "c", "d", "e" } do
      sup:worker(name):spawn { shutdown_timeout_ms = name == "b" and 321 or 30321 }:ok()
    end
    report_of(sup, "graceful", "graceful", false)
    report_of(sup, "graceful", "already_exited", false)
    report_of(sup, "immediate", "already_exited", false)
    report_of(sup:worker("b"), "graceful", "graceful_timed_out_killed", true, 321)
    report_of(sup:worker("c"), "immediate", "kill_only", true)
    report_of(sup:worker("d"), "graceful", "graceful_protocol_failed_killed", true)
    sup:worker("e"):child(0):expect_exit()
    report_of(sup:worker("e"), "immediate", "already_exited", false)
  end,
}
