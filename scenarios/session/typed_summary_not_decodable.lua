return scenario {
  summary = "a summary that does not decode gives its own error after all rows, and the worker stays usable",
  clauses = { "SESSION-04" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    local metadata = { { other = 1 }, json.null, { ordinal = -1 }, "text", { ordinal = 5 } }
    local count = 0
    worker:serve { on = { run_data_stream = function(child)
      count = count + 1
      child:row("rows", { ordinal = 0 })
      child:row("rows", { ordinal = 1 })
      child:stream_complete { metadata = metadata[count] }
    end } }
  end,

  drive = function(sup)
    local session = sup:session()
    for _ = 1, 4 do
      local stream = session:stream { export = "sums", typed = true, typed_summary = true }
      stream:expect_error("typed_command_summary_decode", { export = "sums" })
      stream:expect_rows(2)
    end
    session:expect_valid(true)
    session:stream { typed = true, typed_summary = true }:expect_ok { total_rows = 2, metadata = { ordinal = 5 } }
    sup:expect_snapshot { worker_generation = 0, exits = 0 }
    sup:expect_stats { data_rows_delivered = 10 }
  end,
}
