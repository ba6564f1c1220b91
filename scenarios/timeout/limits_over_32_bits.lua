local LIMIT = 4294967296 + 100 -- what 32 bits keep of it, in whatever unit of time, is 100 ms
local FEW = 4294967296 + 1     -- and of these, as a count or as KiB in bytes, 1

return scenario {
  summary = "limits just over 32 bits are as long as they say: nothing fires, restarts or is forgotten after what 32 bits keep of them",
  clauses = { "TIMEOUT-01", "TIMEOUT-04", "SPAWN-04", "SHUT-01", "RESTART-04", "POLICY-01", "POLICY-04", "RSS-02" },
  profile = "supervisor",
  timeout_ms = 20000,
  config = {
    startup_timeout_ms = LIMIT, request_timeout_ms = LIMIT, shutdown_timeout_ms = LIMIT,
    restart_limit = { max = 2, window_ms = LIMIT },
    policy = { idle_restart_after_ms = LIMIT, max_requests = FEW, max_imports = FEW, max_rss_kib = FEW },
    rss_hard_limit_kib = FEW,
  },
  spawn = false,

  child = function(worker)
    worker:wait(300)
    worker:handshake()
    worker:serve {
      count = 4,
      on = {
        health = function(w)
          w:answer("health_ok")
          w:wait(300)
          w:mark("rested " .. w.generation)
        end,
        json_command = function(w)
          w:wait(300)
          w:answer("json_command", { response_json = "{}" })
        end,
      },
    }
    worker:expect("terminate")
    worker:wait(300)
    worker:terminating()
    worker:exit(0)
  end,

  drive = function(sup)
    local product = { manifest_path = "/m", lhs = 6, rhs = 7 }
    local function settle(call, clause)
      local outcome = call:outcome()
      sup:expect_stats({ idle_restarts = 0 }, "POLICY-04")
      sup:expect_stats({ max_request_restarts = 0, max_import_restarts = 0 }, "POLICY-01")
      sup:expect_stats({ rss_restarts = 0 }, "RSS-02")
      check.truth(outcome.ok ~= nil, "the request succeeds", clause)
    end
    local function serve(generation, clause)
      settle(sup:health {}, clause)
      sup:expect_mark("rested " .. generation)
      settle(sup:request("json_command", { export = "e", request_json = "{}" }), clause)
      settle(sup:request("call_fixture_mul", product), clause)
      settle(sup:request("call_fixture_mul", product), clause)
    end
    sup:spawn {}:ok("SPAWN-04")
    serve(0, "TIMEOUT-01")
    sup:cycle():ok("SPAWN-04")
    check.equal(sup:snapshot().last_exit.code, 0, "SHUT-01")
    sup:set_request_timeout(LIMIT)
    serve(1, "TIMEOUT-04")
    sup:cycle():ok("SPAWN-04")
    sup:cycle():expect_error("restart_limit_exceeded", { restarts = 2, window_ms = LIMIT }, "RESTART-04")
    local many = sup:worker("many")
    many:spawn { restart_limit = { max = FEW, window_ms = 60000 } }:ok("SPAWN-04")
    many:cycle():ok("RESTART-04")
    many:cycle():ok("RESTART-04")
  end,
}
