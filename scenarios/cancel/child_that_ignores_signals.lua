return scenario {
  summary = "a cancelled child is killed at once: it is not asked to leave, and ignoring SIGTERM does not help it",
  clauses = { "CANCEL-03", "RESTART-02" },
  profile = "stream",
  config = { shutdown_timeout_ms = 6000 },
  tags = { "slow-shutdown" },
  defects = { 21 },

  child = function(worker)
    worker:ignore("TERM")
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:check(worker:next() == nil, "a child that is to be killed is not asked to leave", "RESTART-02")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", token = "t", sink = { cancel_at_row = 0 } }
    call:expect_error("cancelled")
    call:within(4000)
    check.equal(sup:child(0):state(), "reaped")
    sup:health {}:ok()
    sup:expect_snapshot { worker_generation = 1, exits = 1 }
  end,
}
