return scenario {
  summary = "stderr that is not UTF-8 is decoded lossily: what is text in it stays",
  clauses = { "FIX-07", "EXIT-03" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr("before \255\254\128 between \xC3\xBC \xE2\x82 after\n")
    worker:exit(1)
  end,

  drive = function(sup)
    local diagnostics = sup:health {}:expect_error("child_panic_or_abort").exit.diagnostics
    check.match(diagnostics, "before .* between \xC3\xBC .* after")
    check.truth(utf8.len(diagnostics) ~= nil, "what comes out is UTF-8")
  end,
}
