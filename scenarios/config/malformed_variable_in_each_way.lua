return scenario {
  summary = "signs, fractions, units, words, the digits of other scripts and nothing are no whole numbers",
  clauses = { "CONFIG-02" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    for _, text in ipairs { "", "-1", "1.5", "5.0", "5.", "1e3", "0x10", "8 KiB", "8k", "5s", "1,000", "true", "\u{ff15}" } do
      local error = sup:resolve_config { WORKER_RESTART_LIMIT = text }:expect_error("config")
      check.match(error.message, "LEAN_HOST_MCP_WORKER_RESTART_LIMIT")
    end
  end,
}
