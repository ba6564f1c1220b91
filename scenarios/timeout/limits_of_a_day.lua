local DAY = 86400000
local V, E, M = { request = { n = 1 }, targets = { "t" } }, { export = "e", request_json = "{}" }, { manifest_path = "/m", lhs = 6, rhs = 7 }
local requests = {
  { "json_command", E }, { "capability_metadata", E }, { "capability_doctor", E }, { "load_fixture_capability", M }, { "call_fixture_mul", M },
}
for _, op in ipairs {
  "elaborate", "kernel_check", "declaration_kinds", "infer_type", "is_def_eq", "describe", "search_declarations", "attempt_proof",
  "verify_declaration", "verify_declaration_batch", "list_declarations_strings", "process_module_query_batch", "clear_module_snapshot_cache",
} do
  requests[#requests + 1] = { op, V }
end

return scenario {
  summary = "limits of a day hold for minutes and for every operation: nothing fires, restarts or is forgotten after a shorter time that somebody thought enough",
  clauses = { "TIMEOUT-01", "SPAWN-04", "SHUT-01", "RESTART-04", "POLICY-04" },
  profile = "supervisor",
  -- a virtual minute is 60 ms, and a day more than a minute: no machine is too slow for it
  time = { speed = 1000 },
  timeout_ms = 30000,
  config = {
    startup_timeout_ms = DAY, request_timeout_ms = DAY, shutdown_timeout_ms = DAY, restart_limit = { max = 1, window_ms = DAY },
    policy = { idle_restart_after_ms = DAY },
  },
  spawn = false,

  child = function(worker)
    worker:wait(130)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:wait(130)
      worker:answer("health_ok")
      for _ = 1, #requests do
        worker:readable(20000)
        worker:wait(40)
        worker:serve { count = 1 }
      end
      worker:expect("terminate")
      worker:wait(130)
      worker:terminating()
      worker:exit(0)
    end
    worker:serve { count = 1 }
    worker:wait(700)
    worker:mark("rested")
    worker:serve()
  end,

  drive = function(sup)
    sup:spawn {}:ok("SPAWN-04")
    sup:health {}:ok()
    for _, request in ipairs(requests) do
      sup:request(request[1], request[2]):ok()
    end
    sup:cycle():ok("SPAWN-04")
    check.equal(sup:snapshot().last_exit.code, 0, "SHUT-01")
    sup:health {}:ok()
    sup:expect_mark("rested")
    sup:health {}:ok("POLICY-04")
    sup:expect_stats({ idle_restarts = 0, restarts = 1 }, "POLICY-04")
    sup:cycle():expect_error("restart_limit_exceeded", { restarts = 1, window_ms = DAY }, "RESTART-04")
  end,
}
