local windows = { [60000] = "60s", [61000] = "61s", [61050] = "61.05s", [90500] = "90.5s", [600000] = "600s", [3600000] = "3600s" }

return scenario {
  summary = "a duration of minutes or hours is shown in seconds, with as many digits as it needs",
  clauses = { "DISPLAY-03" },
  profile = "display",
  needs = { "display" },
  spawn = false,

  drive = function(sup)
    for window, text in pairs(windows) do
      local worker = sup:worker("w" .. window)
      worker:spawn { restart_limit = { max = 1, window_ms = window } }:ok()
      worker:cycle():ok()
      local e = worker:cycle():expect_error("restart_limit_exceeded", { window_ms = window })
      check.equal(e.message, "worker restart limit exceeded after 1 restarts in " .. text)
    end
  end,
}
