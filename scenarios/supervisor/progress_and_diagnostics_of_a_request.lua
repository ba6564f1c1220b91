return scenario {
  summary = "a request with progress and diagnostic sinks gets each channel in its order, then its answer",
  clauses = { "STREAM-09", "STREAM-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("elaborate")
    worker:progress("parse", 0, 3)
    worker:diagnostic("d1", "one")
    worker:progress("parse", 1, 3)
    worker:progress("check", 7)
    worker:diagnostic("d2", "two")
    worker:answer("elaboration", { result = 1 })
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:request("elaborate", { request = {} }, { progress = true, diagnostics = true })
    call:expect_progress("parse", 0, 3)
    call:expect_progress("parse", 1, 3)
    call:expect_progress("check", 7, check.null)
    call:expect_diagnostic("d1", "one")
    call:expect_diagnostic("d2", "two")
    call:ok()
  end,
}
