return scenario {
  summary = "a working directory that does not exist keeps the child from being started",
  clauses = { "SPAWN-03" },
  profile = "supervisor",
  spawn = false,

  drive = function(sup)
    sup:spawn { cwd = "/nonexistent/childproof" }:expect_error("spawn")
    sup:expect_spawned(0)
  end,
}
