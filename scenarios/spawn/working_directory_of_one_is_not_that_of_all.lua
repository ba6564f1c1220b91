return scenario {
  summary = "a working directory configured for one child changes neither the parent's nor another child's",
  clauses = { "SPAWN-01" },
  profile = "supervisor",

  drive = function(sup)
    local inherited = sup:child(0).cwd
    local elsewhere = sup:worker("b")
    elsewhere:spawn { cwd = "/usr" }:ok()
    check.equal(elsewhere:child(0).cwd, "/usr")
    local third = sup:worker("c")
    third:spawn {}:ok()
    check.equal(third:child(0).cwd, inherited)
  end,
}
