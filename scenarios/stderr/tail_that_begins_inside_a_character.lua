return scenario {
  summary = "a tail of multi-byte text that is cut anywhere comes out as valid text with its end whole",
  clauses = { "FIX-07", "EXIT-03" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr("x" .. string.rep("\xE2\x82\xAC", 150000) .. "end")
    worker:exit(1)
  end,

  drive = function(sup)
    local diagnostics = sup:health {}:expect_error("child_panic_or_abort").exit.diagnostics
    check.truth(utf8.len(diagnostics) ~= nil, "what comes out is UTF-8")
    check.match(diagnostics, "\xE2\x82\xAC\xE2\x82\xACend%s*$", "EXIT-03")
  end,
}
