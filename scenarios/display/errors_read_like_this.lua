return scenario {
  summary = "errors read as the specification says, with durations like 150ms and 60s",
  clauses = { "DISPLAY-03" },
  profile = "display",
  needs = { "display" },
  config = { restart_limit = { max = 2, window_ms = 60000 }, request_timeout_ms = 20000 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("json_command")
      worker:error("demo.code", "it is so: yes")
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local e = sup:request("json_command", { export = "e", request_json = "{}" }):expect_error("worker")
    check.equal(e.message, "worker returned demo.code: it is so: yes")
    sup:set_request_timeout(150)
    e = sup:health {}:expect_error("timeout")
    check.equal(e.message, "worker operation health timed out after 150ms")
    sup:set_request_timeout(20000)
    sup:cancel("t")
    e = sup:health { token = "t" }:expect_error("cancelled")
    check.equal(e.message, "worker operation health was cancelled")
    sup:cycle():ok()
    e = sup:cycle():expect_error("restart_limit_exceeded")
    check.equal(e.message, "worker restart limit exceeded after 2 restarts in 60s")
    e = sup:health {}:expect_error("shutdown_in_progress")
    check.equal(e.message, "worker operation worker_request was rejected because shutdown is in progress")
  end,
}
