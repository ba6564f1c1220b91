return scenario {
  summary = "an exited worker is brought back by a cycle, after a shutdown as after a crash, and has the request timeout that was set while it was away",
  clauses = { "STATE-01", "RESTART-01", "TIMEOUT-04" },
  profile = "supervisor",
  config = { request_timeout_ms = 6000 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:abort()
    end
    worker:serve { on = { json_command = function(w) w:hang() end } }
  end,

  drive = function(sup)
    sup:health {}:expect_error("child_panic_or_abort")
    sup:cycle():ok()
    sup:expect_status("running")
    sup:health {}:ok()
    sup:shutdown {}:expect_ok { outcome = "graceful" }
    sup:expect_status("exited")
    sup:set_request_timeout(500)
    sup:cycle():ok()
    sup:expect_status("running")
    local call = sup:request("json_command", { export = "e", request_json = "{}" })
    call:expect_error("timeout", { duration_ms = 500 }, "TIMEOUT-04")
    call:within(4000, "TIMEOUT-04")
    sup:set_request_timeout(30000)
    sup:health {}:ok()
    sup:expect_stats { exits = 3, restarts = 3, explicit_cycles = 2, requests = 4 }
    sup:expect_snapshot { worker_generation = 3 }
    sup:expect_spawned(4)
  end,
}
