return scenario {
  summary = "a request timeout that is set on a lease holds for its streams, metadata, doctor and health like for any other command",
  clauses = { "LEASE-06" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 4000 },
  timeout_ms = 25000,

  child = function(worker)
    local function hang(child) child:hang() end
    worker:handshake()
    worker:expect("health")
    worker:answer("health_ok")
    worker:serve { on = { run_data_stream = hang, capability_metadata = hang, capability_doctor = hang, health = hang } }
  end,

  drive = function(sup)
    for _, command in ipairs { "stream", "capability_metadata", "capability_doctor", "health" } do
      local pool = sup:pool { name = command }
      local lease = pool:lease("A")
      lease:set_request_timeout(400):ok()
      local call = lease[command](lease)
      local e = call:expect_error("timeout")
      if e.operation == "open_worker_session" then
        check.inconclusive("the machine did not let the session be opened in time")
      end
      check.equal(e.duration_ms, 400)
      call:not_before(400)
      pool:close():ok()
    end
  end,
}
