return scenario {
  summary = "a token is looked at after a progress tick of a request without rows, too",
  clauses = { "CANCEL-02", "CANCEL-03", "FACTS-01" },
  profile = "supervisor",
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("json_command")
      worker:diagnostic("d", "no occasion to look") -- and no tick before it, whose look might come late
      worker:meet("at work")
      worker:cork()
      worker:progress("p", 1)
      worker:progress("p", 2)
      worker:answer("json_command", { response_json = "1" })
      worker:uncork()
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:request("json_command", { export = "e", request_json = "{}" }, { token = "t", progress = true, diagnostics = true })
    call:expect_diagnostic("d", "no occasion to look")
    sup:at("at work")
    sup:cancel("t")
    sup:let("at work")
    call:expect_progress("p", 1, check.null)
    local e = call:expect_error("cancelled", { operation = "worker_json_command" })
    check.equal(e.resource.work_entered_child, true, "FACTS-01")
    check.equal(e.resource.worker_generation, 1, "FACTS-01")
    sup:expect_stats { cancelled_restarts = 1, restarts = 1, stream_failures = 0, requests = 1 }
    sup:health {}:ok()
  end,
}
