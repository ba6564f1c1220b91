return scenario {
  summary = "a command that is cancelled in flight invalidates its lease with those words",
  clauses = { "LEASE-04" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { run_data_stream = function(child)
      child:row("rows", { ordinal = 0 })
      child:hang()
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:stream { sink = { cancel_at_row = 0 } }:expect_error("cancelled", { operation = "worker_run_data_stream" })
    lease:expect_invalid("cancelled during worker_run_data_stream")
    pool:lease("A"):json_command():ok()
  end,
}
