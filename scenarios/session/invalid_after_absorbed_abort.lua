return scenario {
  summary = "an abort that was absorbed into a degraded answer still ends the session of the child that is gone",
  clauses = { "SESSION-02", "REQ-09" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { on = { verify_declaration = function(child) child:abort() end } }
    end
    worker:serve()
  end,

  drive = function(sup)
    local session = sup:session()
    sup:request("verify_declaration", { request = {}, targets = { "t" } }):expect_ok({ degraded = true }, "REQ-09")
    session:expect_valid(false)
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    sup:expect_received(1, {})
  end,
}
