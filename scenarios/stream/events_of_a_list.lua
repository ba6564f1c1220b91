return scenario {
  summary = "progress and diagnostics among the rows of a list reach the caller's sinks, although the rows are the supervisor's own",
  clauses = { "STREAM-09" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("list_declarations_strings")
    for index = 1, 2 do
      worker:progress("p", index, 2)
      worker:row("strings", "A" .. index)
      worker:diagnostic("c", "m" .. index)
    end
    worker:rows_complete(2)
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:request("list_declarations_strings", { request = {} }, { progress = true, diagnostics = true })
    for index = 1, 2 do
      call:expect_progress("p", index, 2)
      call:expect_diagnostic("c", "m" .. index)
    end
    call:expect_ok { values = { "A1", "A2" } }
  end,
}
