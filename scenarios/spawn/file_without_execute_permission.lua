return scenario {
  summary = "a file that may not be executed is a spawn error that names it",
  clauses = { "SPAWN-03" },
  profile = "supervisor",
  spawn = false,

  drive = function(sup)
    sup:spawn { executable = "/etc/passwd" }:expect_error("spawn", { executable = "/etc/passwd" })
    sup:spawn { executable = "/usr" }:expect_error("spawn", { executable = "/usr" })
    sup:expect_spawned(0)
    sup:expect_gone()
  end,
}
