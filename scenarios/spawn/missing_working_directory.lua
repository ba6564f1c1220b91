return scenario {
  summary = "a working directory that does not exist keeps the child from being started",
  clauses = { "SPAWN-03" },
  profile = "supervisor",
  spawn = false,

  drive = function(sup)
    local outcome = sup:spawn { cwd = "/nonexistent/childproof" }:outcome()
    check.truth(outcome.error ~= nil, "the spawn fails")
    local kind = outcome.error.kind
    check.truth(kind == "spawn" or kind == "setup", "a start that failed, not " .. tostring(kind))
    sup:expect_spawned(0)
  end,
}
