local long = string.rep("a long text without end, ", 40000)
local markup = "<script>alert('row')</script><img src=x onerror=alert(1)>"

return scenario {
  summary = "fails: <script>alert('summary')</script> & \"quotes\"",
  clauses = { "STREAM-01" },
  profile = "stream",
  config = { max_frame_bytes = 8388608 },
  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:stderr(markup .. "\27[31m\n")
    worker:row("rows", { text = markup })
    worker:row("rows", { text = "\27[31mred\27[0m \u{202e}backwards\0end" })
    worker:row("rows", json.text('{"text":"' .. string.rep("x", 1048576) .. '"}'))
    worker:stream_complete {}
    worker:serve()
  end,
  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_row("rows", 0, markup .. "\27[31m\u{202e}" .. long)
  end,
}
