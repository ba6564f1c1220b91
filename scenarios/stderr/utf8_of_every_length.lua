local TEXT = "\u{7e}\u{a0}\u{7ff}\u{800}\u{fff}\u{1000}\u{cfff}\u{d000}\u{d7ff}\u{e000}\u{fffd}\u{10000}\u{3ffff}\u{40000}\u{fffff}\u{100000}\u{10ffff}"

local LONG = string.rep(TEXT, 60000 // #TEXT)

return scenario {
  summary = "characters of every length, the first and the last of each kind, come through stderr as they are, wherever reads and blocks cut them",
  clauses = { "EXIT-03", "FIX-07" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr("[" .. LONG .. "]\n")
    worker:exit(1)
  end,

  drive = function(sup)
    local diagnostics = sup:health {}:expect_error("child_panic_or_abort").exit.diagnostics
    check.truth(diagnostics:find("[" .. LONG .. "]", 1, true) ~= nil, "the text is there, unchanged")
  end,
}
