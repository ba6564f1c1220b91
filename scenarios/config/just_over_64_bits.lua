return scenario {
  summary = "a number that is just over 64 bits is not taken for the small one that is left of it",
  clauses = { "CONFIG-02" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    for _, text in ipairs { "18446744073709551617", "18446744073709551625", "36893488147419103239" } do
      local error = sup:resolve_config { WORKER_RESTART_LIMIT = text }:expect_error("config")
      check.match(error.message, "LEAN_HOST_MCP_WORKER_RESTART_LIMIT")
    end
  end,
}
