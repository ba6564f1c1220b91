return scenario {
  summary = "after a failed respawn status, shutdown and drop tell of the old child and find nothing to do",
  clauses = { "STATE-01", "RESTART-03", "REQ-05" },
  profile = "supervisor",

  child = function(worker)
    if worker.generation == 1 then
      worker:exit(9)
    end
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:exit(4)
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:expect_error("child_panic_or_abort")
    sup:cycle():expect_error("child_panic_or_abort", nil, "RESTART-03")
    local status = sup:expect_status("exited")
    check.equal(status.exit.code, 4, "REQ-05")
    check.equal(sup:health {}:expect_error("child_panic_or_abort").exit.code, 4, "REQ-05")
    local report = sup:shutdown {}:expect_ok { outcome = "already_exited" }
    check.equal(report.exit.code, 4, "REQ-05")
    sup:expect_stats({ exits = 1, requests = 1 }, "STATS-01")
    sup:drop():ok()
    sup:expect_gone()
    sup:spawn {}:ok()
    sup:health {}:ok()
  end,
}
