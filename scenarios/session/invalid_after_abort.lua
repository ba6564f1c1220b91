return scenario {
  summary = "a child that aborts in a command takes the session with it, also before anybody cycles",
  clauses = { "SESSION-02" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child) child:abort() end } }
  end,

  drive = function(sup)
    local session = sup:session()
    session:json_command():expect_error("child_panic_or_abort")
    session:expect_valid(false)
    for _ = 1, 2 do
      session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    end
    sup:expect_spawned(1)
    sup:cycle():ok()
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    sup:expect_received(1, {})
  end,
}
