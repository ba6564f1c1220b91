return scenario {
  summary = "a child that ends after terminate is graceful whatever its status: 3, or an abort in its clean-up",
  clauses = { "SHUT-01", "EXIT-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 6000 },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:terminating()
    if worker.generation == 0 then
      worker:exit(3)
    end
    worker:abort()
  end,

  drive = function(sup)
    local report = sup:shutdown {}:expect_ok { outcome = "graceful", kill_elapsed_ms = check.null }
    check.equal(report.exit.code, 3, "EXIT-01")
    check.equal(report.exit.success, false, "EXIT-01")
    sup:drop():ok()
    sup:spawn {}:ok()
    report = sup:shutdown {}:expect_ok { outcome = "graceful" }
    check.equal(report.exit.signal, 6, "EXIT-01")
    sup:expect_gone()
  end,
}
