return scenario {
  summary = "a sequence number keeps all of its 64 bits",
  clauses = { "WIRE-12", "WIRE-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:frame('{"version":10,"message":{"type":"data_row","body":{"stream":"rows","sequence":18446744073709551615,"payload":0}}}')
    worker:stream_complete { total_rows = 1 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:ok()
    check.equal(tostring(call:rows()[1].sequence), "18446744073709551615")
  end,
}
