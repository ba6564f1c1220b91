return scenario {
  summary = "a stream that its child ends with an error of its own leaves the lease valid",
  clauses = { "LEASE-05", "FIX-20" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    local count = 0
    worker:serve { on = { run_data_stream = function(child)
      count = count + 1
      child:row("rows", { ordinal = 0 })
      if count == 1 then
        child:answer("stream_export_failed", { status_byte = 7 })
      else
        child:stream_complete {}
      end
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:stream():expect_error("stream_export_failed", { status = 7 })
    lease:expect_valid("FIX-20")
    lease:stream():expect_ok { total_rows = 1 }
  end,
}
