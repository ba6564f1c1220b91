return scenario {
  summary = "a script that uses up its budget says nothing about the subject",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  drive = function(sup)
    while true do end
  end,
}
