return scenario {
  summary = "a number that is just over 64 bits is not taken for the small one that is left of it, nor one over 63 bits for the largest of these",
  clauses = { "CONFIG-02" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    for _, text in ipairs { "9223372036854775808", "18446744073709551615", "18446744073709551616", "18446744073709551617", "18446744073709551625", "36893488147419103239", "99999999999999999999999" } do
      local call = sup:resolve_config { WORKER_RESTART_LIMIT = text }
      -- kept to the last digit where integers have no bound
      if call:outcome().ok then
        call:expect_knob("WORKER_RESTART_LIMIT", text, "environment", "CONFIG-02")
      else
        check.match(call:expect_error("config").message, "LEAN_HOST_MCP_WORKER_RESTART_LIMIT")
      end
    end
  end,
}
