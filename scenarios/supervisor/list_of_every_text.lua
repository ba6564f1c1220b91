local texts = { "", "Nat.add", "Nat.add", "\u{fc}\u{20ac}\u{1f600}", "a \"b\" \\ / c", "line\nfeed\ttab", " ", "0", "null", string.rep("n", 20000) }

return scenario {
  summary = "a list's strings come back decoded and in order, empty, escaped and repeated ones included; a row that is no string is no success",
  clauses = { "REQ-10", "REQ-12" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("list_declarations_strings")
    for index, text in ipairs(texts) do
      worker:row(index % 2 == 1 and "strings" or "more", text) -- a stream's name means nothing here
    end
    worker:row("strings", json.text('"\\u0041\\/\\ud83d\\ude00\\n"'))
    worker:row("strings", json.text('"a\\u0000b"'))
    worker:rows_complete(#texts + 2)
    if worker.generation == 0 then
      worker:expect("list_declarations_strings")
      worker:row("strings", "left over")
      worker:error("c", "m")
      worker:expect("list_declarations_strings")
      worker:row("strings", "own")
      worker:rows_complete(1)
      worker:expect("list_declarations_strings")
      worker:row("strings", "first")
      worker:row("strings", json.text("7"))
      worker:rows_complete(2)
    end
    worker:serve()
  end,

  drive = function(sup)
    local function list() return sup:request("list_declarations_strings", { request = { filter = "" } }) end
    local function expect_texts()
      local values = list():ok().values
      check.equal(#values, #texts + 2)
      for index, text in ipairs(texts) do
        check.equal(values[index], text)
      end
      check.equal(values[#texts + 1], "A/\u{1f600}\n")
      check.equal(values[#texts + 2], "a\u{fffd}b") -- how a NUL is shown here
    end
    expect_texts()
    list():expect_error("worker")
    local values = list():ok("REQ-12").values
    check.equal(#values, 1, "REQ-12")
    check.equal(values[1], "own", "REQ-12")
    check.truth(list():outcome().error ~= nil, "a row of a number is no string")
    sup:cycle():ok()
    expect_texts()
  end,
}
