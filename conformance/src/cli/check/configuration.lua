return scenario {
  summary = "config's args, env and cwd reach the child",
  clauses = { "SPAWN-01" },
  profile = "supervisor",
  config = { args = { "--one", "two words", "grün" }, env = { { "CHECK_A", "first" }, { "CHECK_A", "second" } }, cwd = "/" },
  drive = function(sup)
    local child = sup:child(0)
    check.truth(child.args[1] == "--one" and child.args[2] == "two words" and #child.args == 3,
      "`config.args` are the child's arguments, in order")
    check.truth(child.args[3] == "grün", "`config.args` reach the child in UTF-8, whatever the locale of the adapter is")
    check.truth(child.env.CHECK_A == "second", "`config.env` is a list of [name, value]; of two with one name the later wins")
    check.truth(child.cwd == "/", "`config.cwd` is the child's working directory")
    check.truth(child.env.LEAN_ABORT_ON_PANIC == "1", "the three variables of SPAWN-01 are set, too")
  end,
}
