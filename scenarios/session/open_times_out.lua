return scenario {
  summary = "a child that never answers the opening is replaced; the error says open_worker_session",
  clauses = { "SESSION-01", "TIMEOUT-02" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("open_host_session")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:set_request_timeout(300)
    local opening = sup:open_session()
    local e = opening:expect_error("timeout", { operation = "open_worker_session" })
    check.equal(e.resource.work_entered_child, true)
    check.equal(e.resource.import_like_requests, 1)
    opening:not_before(300, "TIMEOUT-02")
    sup:set_request_timeout(20000)
    sup:session():json_command():ok()
    sup:expect_received(1, { "open_host_session", "json_command" })
  end,
}
