return scenario {
  summary = "the message of an error that the child answers is not cut at a line's end, nor at anything else that it holds",
  clauses = { "REQ-06" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("json_command")
    worker:error("c", "first line\nsecond line\r\n\tthird line: {} %s %n \"quoted\" \u{20ac} </b>\n\nlast line")
    worker:expect("load_fixture_capability")
    worker:error("c", "worker exited with exit status: 1")
    worker:serve()
  end,

  drive = function(sup)
    local e = sup:request("json_command", { export = "e", request_json = "{}" }):expect_error("worker", { code = "c" })
    for _, part in ipairs { "first line", "second line", "third line", "{} %s %n", "quoted", "\u{20ac}", "</b>", "last line" } do
      check.truth(e.message:find(part, 1, true) ~= nil, "the message holds " .. part)
    end
    e = sup:request("load_fixture_capability", { manifest_path = "m" }):expect_error("worker", { code = "c" })
    check.truth(e.message:find("worker exited with exit status: 1", 1, true) ~= nil, "the message holds the child's")
    sup:expect_status("running")
    sup:health {}:ok()
  end,
}
