return scenario {
  summary = "a stop of a project whose child died meanwhile leaves nothing of it",
  clauses = { "ACTOR-02" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor()
    actor:serve_one("Init")
    actor:child(0):signal("KILL")
    actor:child(0):expect_exit()
    actor:stop():ok()
    actor:expect_gone()
    -- who saw the death may have replaced the child at once
    check.at_most(actor:spawned(), 2)
  end,
}
