return scenario {
  summary = "an import-like request that is not written, for its size or for stale output, is no import",
  clauses = { "STATS-01", "WIRE-09", "FIX-03" },
  profile = "supervisor",
  config = { max_frame_bytes = 65536 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 1 }
      worker:message("diagnostic", { code = "late", message = "nobody asked" })
      worker:mark("spoke")
      worker:check(worker:next() == nil, "no request is written over stale output", "FIX-03")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:request("load_fixture_capability", { manifest_path = string.rep("m", 70000) }):expect_error("protocol", nil, "WIRE-09")
    sup:expect_stats { requests = 0, imports = 0 }
    sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
    sup:expect_mark_or_end("spoke")
    sup:request("load_fixture_capability", { manifest_path = "m" }):expect_error("protocol", nil, "FIX-03")
    sup:expect_stats { requests = 1, imports = 1 }
  end,
}
