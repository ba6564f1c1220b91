return scenario {
  summary = "the summary reaches the caller as the child gave it",
  clauses = { "SESSION-05" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    local count = 0
    worker:serve { on = { run_data_stream = function(child)
      count = count + 1
      child:row("left", { ordinal = 0 })
      child:row("right", { ordinal = 0 })
      if count == 1 then
        child:stream_complete {
          total_rows = 41, per_stream_counts = { left = 40, right = 1, silent = 0 }, elapsed_micros = 123456789,
          metadata = { kept = json.array { 1, json.null, { deep = "x" } } },
        }
      else
        child:stream_complete { total_rows = 2, per_stream_counts = {}, elapsed_micros = 0 }
      end
    end } }
  end,

  drive = function(sup)
    local session = sup:session()
    session:stream():expect_ok {
      total_rows = 41, per_stream_counts = { left = 40, right = 1, silent = 0 }, elapsed_us = 123456789,
      metadata = { kept = json.array { 1, json.null, { deep = "x" } } },
    }
    session:stream():expect_ok { total_rows = 2, per_stream_counts = {}, elapsed_us = 0, metadata = check.null }
  end,
}
