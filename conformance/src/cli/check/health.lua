return scenario {
  summary = "health answers {} and reaches the child",
  clauses = { "REQ-02" },
  profile = "supervisor",
  drive = function(sup)
    sup:health {}:ok()
    sup:expect_received(0, { "health" })
  end,
}
