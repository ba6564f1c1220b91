return scenario {
  summary = "imports that differ in capitals only are other imports",
  clauses = { "ACTOR-06" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor()
    actor:submit("Init"):expect_runtime { profile_switch_count = 0 }
    actor:submit("init"):expect_runtime { profile_switch_count = 1 }
    actor:submit("Init"):expect_runtime { profile_switch_count = 2 }
  end,
}
