return scenario {
  summary = "a child that aborts in a command invalidates the lease with those words",
  clauses = { "LEASE-04" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { run_data_stream = function(child)
      child:row("rows", { ordinal = 0 })
      child:abort()
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    local stream = lease:stream()
    stream:expect_error("child_panic_or_abort")
    stream:expect_rows(1)
    lease:expect_invalid("worker child exited fatally")
    pool:expect_spawned(1)
  end,
}
