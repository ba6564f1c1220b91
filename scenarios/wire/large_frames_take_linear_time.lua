-- What makes a reader quadratic: members to compare with each other, brackets to match, text to scan again from its beginning. How fast a reader
-- is does not matter: eight times as much may take eight times as long, and is allowed three times that.
return scenario {
  summary = "frames of eight times the size take about eight times as long, whatever they are made of",
  clauses = { "WIRE-10", "WIRE-01" },
  profile = "stream",
  config = { max_frame_bytes = 16777216, request_timeout_ms = 30000 },
  timeout_ms = 60000,

  child = function(worker)
    local function send(scale)
      local size = 125000 * scale
      local function many(count)
        local members = {}
        for i = 1, count do members[i] = '"' .. i .. '":0' end
        return table.concat(members, ",")
      end
      local members = many(6000 * scale)
      local payloads = {
        "{" .. members .. "}",
        '"' .. string.rep("\\\\", size // 2) .. '"',
        "[" .. string.rep("[],", size // 3) .. "0]",
        "[" .. string.rep("1.5e-3,", size // 7) .. "0]",
        string.rep(" ", size) .. "null",
      }
      worker:expect("run_data_stream")
      for sequence, payload in ipairs(payloads) do
        worker:frame('{"version":10,"message":{"type":"data_row","body":{"stream":"rows","sequence":' .. sequence - 1 .. ',"payload":'
          .. payload .. "}}}")
      end
      -- between the protocol's own members too, which a reader may compare with each of these
      worker:frame('{"version":10,"message":{"x":{' .. members .. '},"type":"response","body":{' .. members
        .. ',"status":"stream_complete","summary":{"total_rows":5,"per_stream_counts":{' .. many(18000 * scale)
        .. '},"elapsed_micros":1}}}}')
    end
    worker:handshake()
    for _ = 1, 3 do send(1) end
    send(8)
    worker:serve()
  end,

  drive = function(sup)
    local function stream() return sup:stream { export = "demo", sink = { mode = "digest" } } end
    local least = math.huge
    for _ = 1, 3 do -- the machine may be busy with one of them
      local start = sup:clock()
      stream():expect_ok { total_rows = 5 }
      least = math.min(least, sup:clock() - start)
    end
    local most = math.max(3000, least * 24)
    local call = stream()
    local answer = call:outcome()
    call:within(math.ceil(most))
    if answer.error and answer.error.kind == "timeout" then
      check.inconclusive("the reader is too slow for the request's deadline")
    end
    call:expect_ok { total_rows = 5 }
  end,
}
