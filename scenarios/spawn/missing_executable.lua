return scenario {
  summary = "an executable that does not exist is a spawn error that names it, and leaves no process",
  clauses = { "SPAWN-03" },
  profile = "supervisor",
  spawn = false,

  drive = function(sup)
    local path = "/nonexistent/childproof/worker"
    local e = sup:spawn { executable = path }:expect_error("spawn", { executable = path })
    check.truth(e.system_error ~= nil and e.system_error ~= json.null and e.system_error ~= "", "the system's error is there")
    sup:expect_spawned(0)
    sup:expect_gone()
  end,
}
