local calls = { "json_command", "stream", "capability_metadata", "capability_doctor" }

return scenario {
  summary = "output that nobody asked for is found before each kind of call in a session, which is over then",
  clauses = { "FIX-03", "SESSION-02", "FIX-01" },
  profile = "session",
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    if worker.name ~= "m" then
      worker:serve { count = 1 }
      worker:progress("late", 1)
      worker:mark("spoke")
      worker:check(worker:next() == nil, "no request is written over it")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for _, call in ipairs(calls) do
      local worker = sup:worker(call)
      worker:spawn {}:ok()
      local session = worker:session { session = call .. "'s" }
      worker:expect_mark_or_end("spoke")
      local kind = session[call](session, {}):outcome().error.kind
      check.truth(kind == "protocol" or kind == "unsupported_request",
        "protocol, or an invalid session where the end was seen before; it was " .. kind)
      session:expect_valid(false, "SESSION-02")
      session[call](session, {}):expect_error("unsupported_request", { operation = "worker_session_invalidated" }, "SESSION-02")
      check.equal(worker:child(0):state(), "reaped", "FIX-01")
      worker:expect_received(0, { "open_host_session" })
      worker:expect_stats { requests = 1, stream_requests = 0, restarts = 0 }
    end
  end,
}
