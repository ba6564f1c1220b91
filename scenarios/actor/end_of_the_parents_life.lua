return scenario {
  summary = "an actor that nobody stopped leaves no process behind when its program ends",
  clauses = { "ACTOR-02", "SHUT-03" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor()
    actor:serve_one("Init")
  end,
}
