return scenario {
  summary = "the frame limit is told after the handshake, once, and nothing before it",
  clauses = { "WIRE-08" },
  profile = "supervisor",

  child = function(worker)
    worker:check(not worker:readable(300), "nothing is written before the handshake")
    worker:handshake()
    worker:check(not worker:readable(100), "nothing follows the frame limit until there is a request")
    worker:mark("quiet")
    worker:serve()
  end,

  drive = function(sup)
    sup:expect_mark("quiet")
    sup:health {}:ok()
    sup:expect_received(0, { "health" })
  end,
}
