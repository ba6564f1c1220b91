return scenario {
  summary = "two long texts are shown from where they part",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  drive = function(sup)
    sup:metadata()
    check.equal(string.rep("x", 300) .. "here" .. string.rep("y", 300), string.rep("x", 300) .. "there" .. string.rep("y", 300))
  end,
}
