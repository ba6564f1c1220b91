return scenario {
  summary = "a reader takes a message's body before its type, in every kind of message",
  clauses = { "WIRE-05b" },
  profile = "stream",
  spawn = false,

  child = function(worker)
    local function swapped(type, body)
      worker:frame('{"message":{"body":' .. body .. ',"type":"' .. type .. '"},"version":10}')
    end
    if worker.name == "b" then
      worker:handshake()
    else
      swapped("handshake", '{"protocol_version":10,"worker_version":"swapped/1"}')
      worker:configure()
    end
    worker:expect("run_data_stream")
    swapped("data_row", '{"payload":{ "ordinal" : 0 },"sequence":0,"stream":"rows"}')
    swapped("diagnostic", '{"message":"m","code":"c"}')
    swapped("progress_tick", '{"total":2,"current":1,"phase":"p"}')
    swapped("response",
      '{"summary":{"metadata":null,"elapsed_micros":1,"per_stream_counts":{"rows":1},"total_rows":1},"status":"stream_complete"}')
    worker:serve()
  end,

  drive = function(sup)
    -- a parent that refuses such a handshake may still take such answers, and the other way round
    local other = sup:worker("b")
    other:spawn {}:ok()
    local call = other:stream { export = "demo", progress = true, diagnostics = true }
    call:expect_row("rows", 0, '{ "ordinal" : 0 }')
    call:expect_diagnostic("c", "m")
    call:expect_progress("p", 1, 2)
    call:expect_ok { total_rows = 1 }
    other:health {}:ok()
    sup:spawn {}:expect_ok { worker_version = "swapped/1" }
  end,
}
