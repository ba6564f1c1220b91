return scenario {
  summary = "spaces alone and digits with underscores between are no whole numbers",
  clauses = { "CONFIG-02" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    for _, text in ipairs { " ", "   ", "\t", "1_000", "1__0", "_5" } do
      local error = sup:resolve_config({ WORKER_RESTART_LIMIT = text }, { WORKER_RESTART_LIMIT = "5" }):expect_error("config")
      check.match(error.message, "LEAN_HOST_MCP_WORKER_RESTART_LIMIT")
    end
  end,
}
