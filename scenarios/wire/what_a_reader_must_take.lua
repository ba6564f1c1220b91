local LONG = string.rep("long", 1000)

return scenario {
  summary = "unknown fields, long names, white space around the value, members in any order, null or left out optional fields and escaped names are no errors",
  clauses = { "WIRE-04", "WIRE-10" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:frame('{"trace":[1,{}],"version":10,"message":{"id":7,"type":"data_row","body":{"stream":"rows","note":{"stream":"x"},"' .. LONG .. '":0,"sequence":0,"payload":1}}}')
    worker:frame(' \n\t{ "version" : 10 , "message" : { "type" : "data_row" , "body" : { "stream" : "rows" , "sequence" : 1 , "payload" : 2 } } } \r\n ')
    worker:frame('{"version":10,"message":{"type":"data_row","body":{"payload":3,"sequence":2,"stream":"rows"}}}')
    worker:frame('{"version":10,"message":{"type":"data\\u005frow","body":{"stream":"ro\\u0077s","sequence":3,"payload":4}}}')
    worker:frame('{"version":10,"message":{"type":"data_row","body":{"stream":"rows","sequence":4,"payload":{"' .. LONG .. '":5}}}}')
    worker:frame('{"version":10,"message":{"type":"progress_tick","body":{"phase":"p","current":1,"total":null}}}')
    worker:frame('{"version":10,"message":{"type":"progress_tick","body":{"phase":"p","current":2}}}')
    worker:frame('{"message":{"type":"response","body":{"extra":null,"summary":{"elapsed_micros":0,"total_rows":5,"per_stream_counts":{"rows":5}},"status":"stream_complete"}},"version":10}')
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo", progress = true }
    for index = 0, 3 do
      call:expect_row("rows", index, tostring(index + 1))
    end
    call:expect_row("rows", 4, '{"' .. LONG .. '":5}')
    call:expect_progress("p", 1, check.null)
    call:expect_progress("p", 2, check.null)
    call:expect_ok { total_rows = 5, metadata = check.null }
    sup:health {}:ok()
  end,
}
