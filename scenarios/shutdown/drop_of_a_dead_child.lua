return scenario {
  summary = "dropping a supervisor whose child died unseen reaps it",
  clauses = { "SHUT-03", "SHUT-05" },
  profile = "supervisor",
  defects = { 27 },

  drive = function(sup)
    sup:child(0):signal("KILL")
    sup:child(0):expect_exit()
    sup:drop():ok()
    sup:expect_gone()
  end,
}
