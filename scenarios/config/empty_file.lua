return scenario {
  summary = "an empty file changes nothing",
  clauses = { "CONFIG-01" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    local call = sup:resolve_config({}, {})
    call:expect_knob("WORKER_RESTART_LIMIT", 3, "default")
    call:expect_knob("PROJECT_MAILBOX_CAPACITY", 8, "default")
  end,
}
