return scenario {
  summary = "a list whose count differs from its rows, by one in either direction or from none at all, is kind protocol, and leaves nothing behind for the next list",
  clauses = { "REQ-10" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("list_declarations_strings")
    if worker.generation < 3 then
      worker:row("strings", "A")
      worker:row("strings", "B")
    end
    worker:rows_complete(({ 3, 1, 2, 1, 0 })[worker.generation + 1])
    worker:serve()
  end,

  drive = function(sup)
    sup:request("list_declarations_strings", { request = { filter = "" } }):expect_error("protocol")
    sup:cycle():ok()
    sup:request("list_declarations_strings", { request = { filter = "" } }):expect_error("protocol")
    sup:cycle():ok()
    sup:request("list_declarations_strings", { request = { filter = "" } }):expect_ok { values = { "A", "B" } }
    sup:cycle():ok()
    sup:request("list_declarations_strings", { request = { filter = "" } }):expect_error("protocol")
    sup:cycle():ok()
    check.equal(#sup:request("list_declarations_strings", { request = { filter = "" } }):ok().values, 0)
  end,
}
