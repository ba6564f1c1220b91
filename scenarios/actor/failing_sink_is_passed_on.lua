return scenario {
  summary = "a sink that fails is the job's error, and the next job is served",
  clauses = { "ACTOR-09", "STREAM-03" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { run_data_stream = function(w)
      w:row("rows", { ordinal = 0 })
      w:stream_complete { total_rows = 1, per_stream_counts = { rows = 1 } }
    end } }
  end,

  drive = function(sup)
    local actor = sup:actor()
    actor:submit { ["do"] = "stream", sink = { fail_at_row = 0 } }:expect_error("data_sink_panic")
    actor:serve_one("Init")
    actor:expect_facts { healthy = true }
  end,
}
