return scenario {
  summary = "the child runs in the configured working directory, in every generation",
  clauses = { "SPAWN-01", "RESTART-05" },
  profile = "supervisor",
  config = { cwd = "/usr" },

  drive = function(sup)
    check.equal(sup:child(0).cwd, "/usr")
    sup:cycle():ok()
    check.equal(sup:child(1).cwd, "/usr", "RESTART-05")
  end,
}
