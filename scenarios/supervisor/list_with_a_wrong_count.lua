local wrong = { { 2, "3" }, { 2, "1" }, { 2, "0" }, { 0, "1" }, { 1, "0" }, { 2, "4294967298" }, { 2, "18446744073709551615" }, { 65, "64" } }

return scenario {
  summary = "a list whose count differs from its rows, by one, by much or from none at all, is kind protocol, and leaves nothing for the next list",
  clauses = { "REQ-10" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    local case = wrong[worker.generation + 1] or { 2, "2" }
    worker:expect("list_declarations_strings")
    for index = 1, case[1] do
      worker:row("strings", ("A%d"):format(index))
    end
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"rows_complete","count":' .. case[2] .. "}}}")
    worker:serve()
  end,

  drive = function(sup)
    for _ = 1, #wrong do
      sup:request("list_declarations_strings", { request = { filter = "" } }):expect_error("protocol")
      sup:cycle():ok()
    end
    sup:request("list_declarations_strings", { request = { filter = "" } }):expect_ok { values = { "A1", "A2" } }
  end,
}
