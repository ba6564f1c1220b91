return scenario {
  summary = "an abnormal restart is logged as a warning, memory pressure as information, hygiene for debugging",
  clauses = { "ACTOR-12" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:abort()
    elseif worker.generation == 3 then
      worker:serve { count = 1 }
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { rss_import_switch_kib = 1, worker = { policy = { max_requests = 2 } } }
    for _, import in ipairs { "A", "A", "A", "B" } do actor:serve_one(import) end
    actor:submit { imports = { "B" }, ["do"] = "stream", sink = { cancel_at_row = 0 } }:expect_error("cancelled")
    local levels = { child_abort = "warn", cancelled = "warn", max_requests = "debug", rss_import_switch = "info" }
    local events = actor:facts().events
    check.equal(#events, 4)
    for _, event in ipairs(events) do
      check.equal(event.level, levels[event.cause])
    end
  end,
}
