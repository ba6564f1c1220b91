local INTERVAL, FEW, REST = 10, 7, 400 -- at the default interval there would be three samples in that time, at this one forty

return scenario {
  summary = "the configured interval between samples is that of every generation",
  clauses = { "RSS-03", "RESTART-05" },
  profile = "supervisor",
  needs = { "rss" },
  config = { rss_hard_limit_kib = 4194304, rss_sample_interval_ms = INTERVAL },
  timeout_ms = 30000,
  tags = { "rss-spike" },

  child = function(worker)
    worker:hide_rss()
    worker:handshake()
    worker:serve { on = {
      health = function(w)
        w:wait(REST)
        w:answer("health_ok")
      end,
    } }
  end,

  -- A sample that cannot be taken is counted: so one sees how many there were.
  drive = function(sup)
    local function samples()
      return sup:stats().rss_samples_unavailable
    end
    for generation = 0, 2 do
      local enough, slow = false, false
      for _ = 1, 5 do
        local before, started = samples(), sup:clock()
        sup:health {}:ok()
        local took = sup:clock() - started
        enough = enough or samples() - before >= FEW
        slow = slow or took > REST + 200
        if enough then
          break
        end
      end
      if not enough and slow then
        check.inconclusive("the machine was too slow to tell the intervals apart")
      end
      check.truth(enough, "there is a sample in each interval of generation " .. generation, generation > 0 and "RESTART-05" or "RSS-03")
      if generation < 2 then
        sup:cycle():ok()
      end
    end
  end,
}
