return scenario {
  summary = "a message nested 128 levels deep is taken",
  clauses = { "WIRE-10", "WIRE-11" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    -- envelope, message and body are three levels around the payload
    worker:row("rows", json.text(string.rep("[", 125) .. string.rep("]", 125)))
    worker:row("rows", json.text(string.rep('{"a":', 124) .. "[]" .. string.rep("}", 124)))
    worker:stream_complete { total_rows = 2 }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:expect_row("rows", 0, string.rep("[", 125) .. string.rep("]", 125))
    call:expect_row("rows", 1, string.rep('{"a":', 124) .. "[]" .. string.rep("}", 124))
    call:ok()
  end,
}
