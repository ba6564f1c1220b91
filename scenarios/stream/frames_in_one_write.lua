local LARGE = { [40] = 5000, [60] = 300000 }

local function payload(index)
  return LARGE[index] and '"' .. string.rep("l", LARGE[index]) .. '"' or '{"ordinal":' .. index .. "}"
end

return scenario {
  summary = "a hundred rows, two large ones among them, and the terminal in one write are a hundred rows and a terminal",
  clauses = { "WIRE-01", "STREAM-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:cork()
    for index = 0, 99 do
      worker:row("rows", json.text(payload(index)))
    end
    worker:stream_complete { total_rows = 100 }
    worker:uncork()
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_ok { total_rows = 100 }
    for index, row in ipairs(call:rows()) do
      check.truth(row.payload == payload(index - 1), "row number " .. index .. " arrives as it was sent")
    end
    call:expect_rows(100)
    sup:health {}:ok()
  end,
}
