return scenario {
  summary = "exits, time-outs and missing sessions are logged as warnings like aborts, a restart by max_imports for debugging like one by max_requests",
  clauses = { "ACTOR-12" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    if worker.generation > 0 then worker:serve { count = 1 } end
    -- whatever a slow machine makes of the order
    if worker.generation < 3 then worker:next() end
    if worker.generation == 0 then worker:exit(0) end
    if worker.generation == 1 then worker:error("lean_rs.worker.session_missing", "no session is open") end
    if worker.generation == 2 then worker:hang() end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { request_timeout_ms = 1000, worker = { policy = { max_imports = 1 } } }
    for _ = 1, 3 do actor:submit("Init"):outcome() end
    for _ = 1, 2 do actor:submit({ op = "load_fixture_capability", body = { manifest_path = "/m" } }):outcome() end
    local levels = { child_exit = "warn", session_missing = "warn", timeout = "warn", max_imports = "debug" }
    for _, event in ipairs(actor:facts().events) do check.equal(event.level, levels[event.cause]) end
  end,
}
