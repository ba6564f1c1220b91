return scenario {
  summary = "a row during a request that takes none is kind protocol, and the child is gone before the call returns",
  clauses = { "STREAM-02", "FIX-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:row("rows", { ordinal = 0 })
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:expect_error("protocol")
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
    sup:expect_status("exited")
    sup:health {}:expect_error("child_panic_or_abort")
    sup:cycle():ok()
    sup:health {}:ok()
    sup:expect_stats { requests = 2, data_rows_delivered = 0, exits = 1 }
  end,
}
