return scenario {
  summary = "values far over 32 bits, up to 2^63 - 1, are kept to the last digit",
  clauses = { "CONFIG-01" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    sup:resolve_config { MODULE_CACHE_MAX_BYTES = "9007199254740991" }
      :expect_knob("MODULE_CACHE_MAX_BYTES", "9007199254740991", "environment")
    sup:resolve_config({}, { MODULE_CACHE_MAX_BYTES = "1099511627776" })
      :expect_knob("MODULE_CACHE_MAX_BYTES", "1099511627776", "file")
    for _, text in ipairs { "9007199254740993", "9223372036854775807" } do
      sup:resolve_config { MODULE_CACHE_MAX_BYTES = text }:expect_knob("MODULE_CACHE_MAX_BYTES", text, "environment")
      sup:resolve_config({}, { MODULE_CACHE_MAX_BYTES = text }):expect_knob("MODULE_CACHE_MAX_BYTES", text, "file")
    end
  end,
}
