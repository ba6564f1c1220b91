return scenario {
  summary = "resolve_config answers each knob with its value and source, and names a variable that is no number",
  clauses = { "CONFIG-01", "CONFIG-02" },
  profile = "config",
  spawn = false,
  drive = function(sup)
    local call = sup:resolve_config({ WORKER_RESTART_LIMIT = "5" }, { PROJECT_MAILBOX_CAPACITY = "4" })
    call:expect_knob("WORKER_RESTART_LIMIT", 5, "environment")
    call:expect_knob("PROJECT_MAILBOX_CAPACITY", 4, "file")
    call:expect_knob("WORKER_RESTART_WINDOW_SECS", 60, "default")
    local error = sup:resolve_config { WORKER_RESTART_LIMIT = "many" }:expect_error("config")
    check.truth(type(error.message) == "string" and error.message:find("LEAN_HOST_MCP_WORKER_RESTART_LIMIT", 1, true),
      "`message` names the variable")
  end,
}
