return scenario {
  summary = "a value in the file that is no whole number fails the start",
  clauses = { "CONFIG-02" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    for _, text in ipairs { "many", "-1", "1.5", "" } do
      sup:resolve_config({}, { WORKER_RESTART_LIMIT = text }):expect_error("config")
    end
  end,
}
