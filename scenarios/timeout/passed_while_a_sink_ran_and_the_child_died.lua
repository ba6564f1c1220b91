return scenario {
  summary = "a deadline that passed while a sink stood still comes before the end of a child that died meanwhile",
  clauses = { "REQ-13", "FIX-02" },
  profile = "stream",
  needs = { "concurrent" },
  config = { request_timeout_ms = 1500 },

  child = function(worker)
    worker:handshake()
    if worker.name == "clock" then
      worker:serve {
        on = {
          health = function(w)
            w:wait(1700)
            w:answer("health_ok")
          end,
        },
      }
    elseif worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:meet("sink stands")
      worker:exit(3)
    end
    worker:serve()
  end,

  drive = function(sup)
    local clock = sup:worker("clock")
    clock:spawn { request_timeout_ms = 20000 }:ok()
    local call = sup:stream { export = "demo", sink = { block_at_row = 0 } }
    call:expect_blocked(0)
    sup:let("sink stands")
    sup:child(0):expect_exit()
    clock:health {}:ok()
    sup:release(call)
    call:expect_error("timeout", { operation = "worker_run_data_stream" })
    sup:expect_stats { timeout_restarts = 1, stream_failures = 1 }
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
