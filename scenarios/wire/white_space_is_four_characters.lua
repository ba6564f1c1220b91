local spaces = { "\v", "\f", "\u{a0}", "\u{2028}", "\u{feff}", "\0", "\x1f", "\x7f" }
local good = '{\t"a"\r\n:\n [ 1 ,\t2\r]\n, "b" : { } }'

return scenario {
  summary = "space, tab, line feed and carriage return are white space between any two tokens, and nothing else is",
  clauses = { "WIRE-10", "WIRE-11", "WIRE-04" },
  profile = "stream",
  timeout_ms = 40000,
  config = { restart_limit = { max = 100, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    local at = worker.generation
    local space = spaces[at // 2 + 1]
    worker:expect("run_data_stream")
    if space then
      local payload = at % 2 == 0 and "[1," .. space .. "2]" or "1"
      local between = at % 2 == 0 and "" or space
      worker:frame('{"version":10,' .. between .. '"message":{"type":"data_row","body":{"stream":"s","sequence":0,"payload":' .. payload .. "}}}")
      worker:hang()
    end
    worker:frame('\r\n{\t"version"\n:\r10 ,"message" :{ "type":"data_row"\t, "body": {"stream" : "s","sequence"\n:0,"payload":' .. good .. "}\r}\n}\t")
    worker:row("s", json.text('"\127"'), { sequence = 1 })
    worker:stream_complete { total_rows = 2 }
    worker:serve()
  end,

  drive = function(sup)
    for index = 1, 2 * #spaces do
      local call = sup:stream { export = "demo" }
      local outcome = call:outcome()
      check.truth(outcome.error and outcome.error.kind == "protocol", "frame number " .. index .. " is kind protocol")
      call:expect_rows(0)
      sup:cycle():ok()
    end
    local call = sup:stream { export = "demo" }
    call:expect_row("s", 0, good)
    call:expect_row("s", 1, '"\127"')
    call:ok()
  end,
}
