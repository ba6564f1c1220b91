-- A good child, for scenarios in which none is due: an adapter that cannot start this one proves nothing there.
return scenario {
  summary = "a good child can be started",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  drive = function(sup) sup:health {}:ok() end,
}
