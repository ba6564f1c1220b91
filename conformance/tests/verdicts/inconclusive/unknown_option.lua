return scenario {
  summary = "a scenario that asks for what there is not says nothing about the subject",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  drive = function(sup)
    sup:health { tokn = "stop" }:ok()
  end,
}
