return scenario {
  summary = "idle time starts when a stream ends, however long it ran",
  clauses = { "FIX-09", "POLICY-04" },
  profile = "stream",
  config = { policy = { idle_restart_after_ms = 700 } },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:wait(400)
      worker:row("rows", { ordinal = 1 })
      worker:wait(400)
      worker:meet("at its end")
      worker:stream_complete { total_rows = 2 }
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    sup:at("at its end")
    local ending = sup:clock()
    sup:let("at its end")
    call:ok()
    sup:health {}:ok()
    if sup:stats().restarts > 0 and sup:clock() - ending >= 700 then
      check.inconclusive("the machine let the idle time pass between the two requests")
    end
    sup:expect_stats({ requests = 2, idle_restarts = 0, restarts = 0 }, "FIX-09")
    sup:expect_spawned(1)
  end,
}
