return scenario {
  summary = "half a million nested brackets are taken or refused, quickly, and never end the parent",
  clauses = { "WIRE-10", "FIX-01" },
  profile = "stream",
  config = { request_timeout_ms = 9000 },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:frame('{"version":10,"message":{"type":"data_row","body":{"stream":"rows","sequence":0,"payload":'
        .. string.rep("[", 500000) .. string.rep("]", 500000) .. "}}}")
      worker:stream_complete { total_rows = 1 }
      worker:serve()
    end
    if worker.generation == 1 then
      worker:expect("run_data_stream")
      worker:frame(string.rep('{"version":', 90000))
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", sink = { mode = "digest" } }
    local outcome = call:outcome()
    if outcome.error then
      check.equal(outcome.error.kind, "protocol")
    end
    call:within(5000)
    sup:cycle():ok()
    call = sup:stream { export = "demo", sink = { mode = "digest" } }
    call:expect_error("protocol")
    call:within(5000)
    sup:cycle():ok()
    sup:health {}:ok()
  end,
}
