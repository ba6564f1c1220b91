return scenario {
  summary = "leading zeros change no number: what is taken is decimal, and a zero of several digits is a zero",
  clauses = { "CONFIG-02", "CONFIG-01" },
  profile = "config",
  spawn = false,

  drive = function(sup)
    for _, zero in ipairs { "00", "000000000000000000000" } do
      sup:resolve_config { WORKER_RESTART_LIMIT = zero }:expect_error("config")
      sup:resolve_config({}, { WORKER_RESTART_LIMIT = zero }):expect_error("config")
    end
    for text, value in pairs { ["010"] = 10, ["0007"] = 7, ["09"] = 9 } do
      for _, call in ipairs { sup:resolve_config { WORKER_RESTART_LIMIT = text }, sup:resolve_config({}, { WORKER_RESTART_LIMIT = text }) } do
        local outcome = call:outcome()
        if outcome.ok then
          check.equal(outcome.ok.values.WORKER_RESTART_LIMIT.value, value, "CONFIG-01")
        else
          call:expect_error("config")
        end
      end
    end
  end,
}
