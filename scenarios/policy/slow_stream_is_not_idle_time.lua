local IDLE_MS, PART_MS = 700, 400

return scenario {
  summary = "idle time starts when a stream ends, however long it ran",
  clauses = { "FIX-09", "POLICY-04" },
  profile = "stream",
  spawn = false,
  config = { policy = { idle_restart_after_ms = IDLE_MS } },

  child = function(worker)
    worker:handshake()
    worker:serve {
      on = {
        run_data_stream = function()
          worker:row("rows", { ordinal = 0 })
          worker:wait(PART_MS)
          worker:row("rows", { ordinal = 1 })
          worker:wait(PART_MS)
          worker:meet("at its end")
          worker:stream_complete { total_rows = 2 }
        end,
      },
    }
  end,

  drive = function(sup)
    local began = sup:clock()
    sup:spawn {}:ok()
    local call = sup:stream { export = "demo" }
    sup:at("at its end")
    local ending = sup:clock()
    sup:let("at its end")
    call:ok()
    sup:health {}:ok()
    local asked = ending - 2 * PART_MS -- or before
    if sup:stats().restarts > 0 and (asked - began >= IDLE_MS or sup:clock() - ending >= IDLE_MS) then
      check.inconclusive("the machine let the idle time pass before a request")
    end
    sup:expect_stats({ requests = 2, idle_restarts = 0, restarts = 0 }, "FIX-09")
    sup:expect_spawned(1)
  end,
}
