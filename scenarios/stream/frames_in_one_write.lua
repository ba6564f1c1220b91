return scenario {
  summary = "a hundred rows and the terminal in one write are a hundred rows and a terminal",
  clauses = { "WIRE-01", "STREAM-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:cork()
    for index = 0, 99 do
      worker:row("rows", { ordinal = index })
    end
    worker:stream_complete { total_rows = 100 }
    worker:uncork()
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_ok { total_rows = 100 }
    for index, row in ipairs(call:rows()) do
      check.equal(row.payload, '{"ordinal":' .. (index - 1) .. "}")
    end
    call:expect_rows(100)
    sup:health {}:ok()
  end,
}
