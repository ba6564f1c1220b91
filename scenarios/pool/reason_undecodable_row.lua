return scenario {
  summary = "a typed row that does not decode replaces the child and invalidates the lease by the change of generation",
  clauses = { "LEASE-04", "STREAM-07" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { run_data_stream = function(child)
      child:row("rows", { ordinal = "none" })
      child:hang()
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:stream { typed = true }:expect_error("typed_command_row_decode", { sequence = 0 }, "STREAM-07")
    lease:expect_invalid("worker generation changed from 0 to 1")
  end,
}
