return scenario {
  summary = "variables configured for one child reach neither the parent's own environment nor another child",
  clauses = { "SPAWN-01" },
  profile = "supervisor",
  spawn = false,

  drive = function(sup)
    local one = sup:worker("one")
    one:spawn { env = { { "CP_OF_ONE", "1" }, { "PATH", "/of/one" }, { "LEAN_BACKTRACE", "9" } } }:ok()
    check.equal(one:child(0).env.CP_OF_ONE, "1")
    sup:spawn {}:ok()
    local env = sup:child(0).env
    check.equal(env.CP_OF_ONE, nil)
    check.truth(env.PATH ~= nil and env.PATH ~= "/of/one", "PATH is the parent's")
    check.equal(env.LEAN_BACKTRACE, "0")
    one:drop():ok()
    sup:cycle():ok()
    check.equal(sup:child(1).env.CP_OF_ONE, nil)
  end,
}
