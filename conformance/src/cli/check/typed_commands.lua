return scenario {
  summary = "typed, unencodable and typed_summary: three kinds of error, each with `export`, and the worker stays usable",
  clauses = { "SESSION-04" },
  profile = "session",
  child = function(worker)
    worker:handshake()
    local count = 0
    worker:serve { on = { json_command = function(child)
      count = count + 1
      child:answer("json_command", { response_json = count == 1 and '{"ordinal":7,"more":1}' or "{}" })
    end } }
  end,
  drive = function(sup)
    local session = sup:session()
    local typed = session:json_command { typed = true, request = { ordinal = 1 } }:ok()
    check.equal(typed.response, { ordinal = 7 })
    local e = session:json_command { export = "a", typed = true }:expect_error("typed_command_response_decode")
    check.truth(e.export == "a", "the error has `export`")
    e = session:json_command { export = "b", unencodable = true }:expect_error("typed_command_request_encode")
    check.truth(e.export == "b", "the error has `export`")
    e = session:stream { export = "c", typed_summary = true }:expect_error("typed_command_summary_decode")
    check.truth(e.export == "c", "the error has `export`")
    sup:health():ok()
  end,
}
