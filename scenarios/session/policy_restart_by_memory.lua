return scenario {
  summary = "a child over the soft memory limit is replaced before the next request, and its session is gone visibly",
  clauses = { "FIX-21" },
  profile = "session",
  needs = { "rss" },
  config = { policy = { max_rss_kib = 200000 } },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:serve { on = { json_command = function(child, body)
        child:rss(260000)
        child:answer("json_command", { response_json = body.request_json })
      end } }
    end
    worker:serve()
  end,

  drive = function(sup)
    local session = sup:session()
    session:json_command():ok()
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    session:expect_valid(false)
    sup:expect_received(0, { "open_host_session", "json_command", "terminate" })
    sup:expect_stats { rss_restarts = 1 }
  end,
}
