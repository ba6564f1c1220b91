return scenario {
  summary = "values far over 32 bits are kept exactly",
  clauses = { "CONFIG-01" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    sup:resolve_config { MODULE_CACHE_MAX_BYTES = "9007199254740991" }
      :expect_knob("MODULE_CACHE_MAX_BYTES", "9007199254740991", "environment")
    sup:resolve_config({}, { MODULE_CACHE_MAX_BYTES = "1099511627776" })
      :expect_knob("MODULE_CACHE_MAX_BYTES", "1099511627776", "file")
  end,
}
