return scenario {
  summary = "after each way in which a request can fail status is true, a cycle works and the next request is served",
  clauses = { "STATE-01", "FIX-01", "REQ-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 6000, restart_limit = { max = 40, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    local op = worker:next()
    if op == "json_command" then
      worker:frame("{]")
      worker:hang()
    elseif op == "load_fixture_capability" then
      worker:message("handshake", { worker_version = "w", protocol_version = 10 })
      worker:hang()
    elseif op == "call_fixture_mul" then
      worker:row("rows", 1)
      worker:hang()
    elseif op == "trigger_lean_panic" then
      worker:raw("\0\0\0\9{")
      worker:abort()
    elseif op == "health" then
      worker:answer("health_ok")
      worker:serve()
    elseif op == "terminate" then
      worker:terminating()
      worker:exit(0)
    end
  end,

  drive = function(sup)
    local generation = 0
    for _, case in ipairs {
      { "json_command", { export = "e", request_json = "{}" }, "protocol" },
      { "load_fixture_capability", { manifest_path = "m" }, "protocol" },
      { "call_fixture_mul", { manifest_path = "m", lhs = 1, rhs = 1 }, "protocol" },
      { "trigger_lean_panic", { manifest_path = "m" }, "child_panic_or_abort" },
    } do
      sup:request(case[1], case[2]):expect_error(case[3])
      sup:expect_status("exited")
      sup:health {}:expect_error("child_panic_or_abort")
      check.equal(sup:child(generation):state(), "reaped", "FIX-01")
      sup:cycle():ok()
      generation = generation + 1
      sup:expect_status("running")
      sup:health {}:ok()
      sup:expect_snapshot { worker_generation = generation }
      sup:cycle():ok()
      generation = generation + 1
    end
    sup:expect_stats { requests = 8, exits = 8, restarts = 8 }
    sup:shutdown {}:expect_ok { outcome = "graceful" }
    sup:expect_gone()
  end,
}
