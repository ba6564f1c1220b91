return scenario {
  summary = "a typed row that does not decode is one stream failure and one cancelled restart; the rows before it stay counted",
  clauses = { "STREAM-07", "STATS-01", "STREAM-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("main", json.text('{"ordinal":1}'))
    worker:row("side", json.text('{"ordinal":2}'))
    worker:row("side", json.text('{"ordinal":2.5}'))
    worker:hang()
  end,

  drive = function(sup)
    for round = 1, 2 do
      local call = sup:stream { export = "e" .. round, typed = true }
      call:expect_error("typed_command_row_decode", { export = "e" .. round, stream = "side", sequence = 1 })
      call:expect_rows(2)
      sup:expect_stats {
        stream_requests = round, stream_failures = round, stream_successes = 0, data_rows_delivered = 2 * round,
        data_row_payload_bytes = 2 * round * #'{"ordinal":1}', restarts = round, cancelled_restarts = round, explicit_cycles = 0,
        timeout_restarts = 0, last_restart_reason = "cancelled",
      }
      check.equal(sup:stats().last_replacement.replacement_reason, "cancelled", "STREAM-07")
    end
  end,
}
