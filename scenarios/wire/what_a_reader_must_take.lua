return scenario {
  summary = "unknown fields, white space around the value, null or left out optional fields and escaped names are no errors",
  clauses = { "WIRE-04", "WIRE-10" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:frame('{"trace":[1,{}],"version":10,"message":{"id":7,"type":"data_row","body":{"stream":"rows","note":{"stream":"x"},"sequence":0,"payload":1}}}')
    worker:frame(' \n\t{ "version" : 10 , "message" : { "type" : "data_row" , "body" : { "stream" : "rows" , "sequence" : 1 , "payload" : 2 } } } \r\n ')
    worker:frame('{"version":10,"message":{"type":"data_row","body":{"payload":3,"sequence":2,"stream":"rows"}}}')
    worker:frame('{"version":10,"message":{"type":"data\\u005frow","body":{"stream":"ro\\u0077s","sequence":3,"payload":4}}}')
    worker:frame('{"version":10,"message":{"type":"progress_tick","body":{"phase":"p","current":1,"total":null}}}')
    worker:frame('{"version":10,"message":{"type":"progress_tick","body":{"phase":"p","current":2}}}')
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"stream_complete","summary":{"total_rows":4,"per_stream_counts":{"rows":4},"elapsed_micros":0},"extra":null}}}')
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", progress = true }
    for index = 0, 3 do
      call:expect_row("rows", index, tostring(index + 1))
    end
    call:expect_progress("p", 1, check.null)
    call:expect_progress("p", 2, check.null)
    call:expect_ok { total_rows = 4, metadata = check.null }
    sup:health {}:ok()
  end,
}
