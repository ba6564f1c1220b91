return scenario {
  summary = "shutdown with mode immediate kills",
  clauses = { "SHUT-01" },
  profile = "supervisor",
  drive = function(sup)
    local ok = sup:shutdown { mode = "immediate" }:ok()
    check.truth(ok.outcome == "kill_only", "`outcome` is \"kill_only\"")
    check.truth(type(ok.kill_elapsed_ms) == "number", "`kill_elapsed_ms` is a number where the child was killed")
    sup:expect_gone()
  end,
}
