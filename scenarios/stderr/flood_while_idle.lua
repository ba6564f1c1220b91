return scenario {
  summary = "a child that writes megabytes to stderr between requests is not blocked by it",
  clauses = { "FIX-05" },
  profile = "supervisor",
  defects = { 20 },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:stderr_bytes(3000000)
    worker:mark("all written")
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:expect_mark("all written")
    sup:health {}:ok()
    sup:expect_stats { requests = 2, exits = 0 }
  end,
}
