return scenario {
  summary = "a cycle of one worker leaves another worker's session valid",
  clauses = { "SESSION-02", "FIX-20" },
  profile = "session",

  drive = function(sup)
    local other = sup:worker("b")
    other:spawn():ok()
    local mine = sup:session { session = "mine" }
    local theirs = other:session { session = "theirs" }
    sup:cycle():ok()
    mine:expect_valid(false)
    theirs:expect_valid(true, "FIX-20")
    theirs:json_command():ok("FIX-20")
    other:drop():ok()
  end,
}
