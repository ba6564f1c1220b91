return scenario {
  summary = "rows, diagnostics and progress on the way out are ignored, many of them too",
  clauses = { "SHUT-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 6000 },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:progress("closing", 0, 1)
    worker:diagnostic("closing", "files")
    worker:rows("rows", 3000)
    worker:terminating()
    worker:exit(0)
  end,

  drive = function(sup)
    sup:shutdown {}:expect_ok { outcome = "graceful", kill_elapsed_ms = check.null }
    sup:expect_stats { data_rows_delivered = 0, stream_failures = 0, exits = 1 }
    sup:expect_gone()
  end,
}
