return scenario {
  summary = "a scenario without a child counts where the adapter proves that it can start one",
  clauses = { "SPAWN-03" },
  profile = "supervisor",
  spawn = false,
  drive = function(sup)
    sup:spawn { executable = "/nonexistent/program" }:expect_error("spawn")
    sup:expect_spawned(0)
  end,
}
