return scenario {
  summary = "writing a request to a child that does not read ends at the request deadline, and its restart is one of the window",
  clauses = { "FIX-08", "TIMEOUT-02", "REQ-01", "RESTART-04", "TIMEOUT-03" },
  profile = "supervisor",
  config = { request_timeout_ms = 250, max_frame_bytes = 8388608, restart_limit = { max = 1, window_ms = 600000 } },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:hang()
    end
    worker:serve { count = 1 }
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:request("json_command", { export = "e", request_json = string.rep("w", 3000000) })
    call:expect_error("timeout", { operation = "worker_json_command", duration_ms = 250 })
    call:not_before(250)
    call:within(4000)
    check.equal(sup:child(0):state(), "reaped")
    sup:set_request_timeout(20000)
    sup:health {}:ok()
    sup:expect_stats({ timeout_restarts = 1, restarts = 1 }, "TIMEOUT-02")
    sup:expect_stats({ requests = 1 }, "REQ-01")
    sup:set_request_timeout(250)
    sup:request("json_command", { export = "e", request_json = string.rep("w", 3000000) }):expect_error("restart_limit_exceeded", { restarts = 1 }, "RESTART-04")
    sup:expect_stats({ requests = 1, timeout_restarts = 1, replacement_budget_skipped = 1 }, "TIMEOUT-03")
    check.equal(sup:child(1):state(), "reaped", "TIMEOUT-03")
  end,
}
