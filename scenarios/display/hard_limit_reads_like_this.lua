return scenario {
  summary = "a hard limit of memory and a cancellation in flight read as the specification says, with their operation and the two figures in their places",
  clauses = { "DISPLAY-03" },
  profile = "display",
  needs = { "display", "rss", "concurrent" },
  config = { rss_hard_limit_kib = 65536, rss_sample_interval_ms = 20 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:rss(90000)
      worker:hang()
    elseif worker.generation == 1 then
      worker:expect("elaborate")
      worker:meet("asked")
      worker:progress("p", 0)
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local e = sup:health {}:expect_error("rss_hard_limit_exceeded")
    check.equal(e.message, ("worker operation health exceeded hard RSS limit; current_kib=%d limit_kib=65536; last_import_stats=unavailable")
      :format(e.current_kib))
    local call = sup:request("elaborate", { request = json.null }, { token = "t", progress = true })
    sup:at("asked")
    sup:cancel("t")
    sup:let("asked")
    check.equal(call:expect_error("cancelled").message, "worker operation worker_elaborate was cancelled")
  end,
}
