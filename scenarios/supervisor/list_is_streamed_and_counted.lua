return scenario {
  summary = "a list of strings is collected from rows, in order, beyond what one frame could hold",
  clauses = { "REQ-10" },
  profile = "supervisor",
  config = { max_frame_bytes = 65536 },
  defects = { 6 },

  child = function(worker)
    worker:handshake()
    worker:expect("list_declarations_strings")
    for index = 1, 40 do
      worker:row("strings", "Name." .. index .. "." .. string.rep("x", 4000))
    end
    worker:rows_complete(40)
    worker:expect("list_declarations_strings")
    worker:rows_complete(0)
    worker:serve()
  end,

  drive = function(sup)
    local values = sup:request("list_declarations_strings", { request = { filter = "" } }):ok().values
    check.equal(#values, 40)
    for index = 1, 40 do
      check.equal(values[index], "Name." .. index .. "." .. string.rep("x", 4000))
    end
    check.equal(#sup:request("list_declarations_strings", { request = { filter = "none" } }):ok().values, 0)
  end,
}
