return scenario {
  summary = "shutdown reports how it went; afterwards status and stats still answer, and requests are told no",
  clauses = { "SHUT-01" },
  profile = "supervisor",
  drive = function(sup)
    local ok = sup:shutdown { mode = "graceful" }:ok()
    check.truth(ok.outcome == "graceful", "`outcome` is \"graceful\" where the child left by itself")
    check.truth(type(ok.exit) == "table" and ok.exit.success == true, "`exit` is the exit record")
    check.truth(type(ok.graceful_timeout_ms) == "number", "`graceful_timeout_ms` is a number")
    check.truth(type(ok.elapsed_ms) == "number", "`elapsed_ms` is a number of whole milliseconds")
    check.truth(type(ok.wait_elapsed_ms) == "number", "`wait_elapsed_ms` is a number")
    check.truth(ok.kill_elapsed_ms == nil or ok.kill_elapsed_ms == json.null, "`kill_elapsed_ms` is null where nothing was killed")
    sup:expect_gone()
    sup:expect_status("exited")
    sup:stats()
    check.truth(sup:health {}:outcome().error, "a request after shutdown is an error")
  end,
}
