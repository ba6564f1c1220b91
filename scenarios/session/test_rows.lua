return scenario {
  summary = "emit_test_rows gives one row for each stream of the list, numbered within its stream",
  clauses = { "CHILD-05", "STREAM-01" },
  profile = "stream",

  drive = function(sup)
    local call = sup:emit_rows { streams = json.array { "x", "y", "x" } }
    call:expect_row("x", 0, '{"stream":"x","index":0}')
    call:expect_row("y", 0, '{"stream":"y","index":1}')
    call:expect_row("x", 1, '{"stream":"x","index":2}')
    call:expect_ok { count = 3 }
    sup:emit_rows():expect_ok { count = 0 }
    local exits = sup:emit_rows { ["then"] = "exit" }
    exits:expect_error("child_exited")
    exits:expect_rows(1)
    sup:cycle():ok()
    local panics = sup:emit_rows { ["then"] = "panic" }
    panics:expect_error("child_panic_or_abort")
    panics:expect_rows(1)
  end,
}
