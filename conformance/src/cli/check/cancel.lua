return scenario {
  summary = "cancel sets a token; a call that names a set token is kind cancelled",
  clauses = { "CANCEL-01" },
  profile = "supervisor",
  drive = function(sup)
    sup:cancel("stop")
    sup:cancel("stop")
    local e = sup:health { token = "stop" }:expect_error("cancelled")
    check.truth(e.operation == "health", "the error has `operation`")
    check.truth(e.work_entered_child == false or (type(e.resource) == "table" and e.resource.work_entered_child == false),
      "the error says `work_entered_child`: false, in `resource` or beside `kind`")
    sup:health { token = "another" }:ok()
  end,
}
