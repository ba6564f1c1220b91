return scenario {
  summary = "a list whose count differs from its rows, by one in either direction, is kind protocol, and leaves nothing behind for the next list",
  clauses = { "REQ-10" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("list_declarations_strings")
    worker:row("strings", "A")
    worker:row("strings", "B")
    worker:rows_complete(({ 3, 1, 2 })[worker.generation + 1])
    worker:serve()
  end,

  drive = function(sup)
    sup:request("list_declarations_strings", { request = { filter = "" } }):expect_error("protocol")
    sup:cycle():ok()
    sup:request("list_declarations_strings", { request = { filter = "" } }):expect_error("protocol")
    sup:cycle():ok()
    sup:request("list_declarations_strings", { request = { filter = "" } }):expect_ok { values = { "A", "B" } }
  end,
}
