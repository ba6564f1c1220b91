return scenario {
  summary = "whatever a child was replaced for, the counts towards max_requests and max_imports begin anew with the next one",
  clauses = { "RESTART-01", "POLICY-01" },
  profile = "stream",
  config = { request_timeout_ms = 20000, policy = { max_requests = 4, max_imports = 2 } },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { count = 2 }
      worker:expect("health")
      worker:hang()
    elseif worker.generation == 1 then
      worker:serve { count = 2 }
      worker:expect("run_data_stream")
      worker:row("rows", 0)
      worker:hang()
    elseif worker.generation == 2 then
      worker:serve { count = 2 }
      worker:expect("verify_declaration")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local function import() sup:request("load_fixture_capability", { manifest_path = "m" }):ok() end
    local function imports_and(generation)
      import()
      import()
      sup:expect_snapshot({ worker_generation = generation }, "RESTART-01")
    end
    imports_and(0)
    sup:set_request_timeout(150)
    sup:health {}:expect_error("timeout")
    sup:set_request_timeout(20000)
    imports_and(1)
    sup:stream { export = "demo", sink = { cancel_at_row = 0 } }:expect_error("cancelled")
    imports_and(2)
    sup:request("verify_declaration", { request = { n = 1 }, targets = { "n" } }):expect_ok { degraded = true }
    imports_and(3)
    import() -- for max_imports, after two requests: the first of its child
    sup:expect_snapshot({ worker_generation = 4 }, "RESTART-01")
    sup:health {}:ok()
    sup:health {}:ok()
    import()
    sup:expect_snapshot({ worker_generation = 4 }, "RESTART-01")
    sup:health {}:ok() -- for max_requests, after two imports
    imports_and(5)
    sup:expect_stats { max_import_restarts = 1, max_request_restarts = 1, timeout_restarts = 1, cancelled_restarts = 1, restarts = 5 }
  end,
}
