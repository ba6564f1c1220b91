return scenario {
  summary = "dropping a supervisor asks its child to leave before it kills, and leaves nothing",
  clauses = { "SHUT-03", "SHUT-05" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 6000 },
  defects = { 7, 8 },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:mark("asked")
    worker:terminating()
    worker:wait(60)
    worker:mark("left by itself")
    worker:exit(0)
  end,

  drive = function(sup)
    local drop = sup:drop()
    sup:expect_mark("asked")
    drop:ok()
    sup:expect_mark("left by itself")
    sup:expect_gone()
    sup:health {}:expect_error("unsupported_request")
  end,
}
