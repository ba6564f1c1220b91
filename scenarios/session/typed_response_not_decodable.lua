return scenario {
  summary = "a response that is not of the expected type gives its own error each time, and the session goes on",
  clauses = { "SESSION-04", "SESSION-02" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    local answers = {
      '{"other":1}', '{"ordinal":-1}', '{"ordinal":"1"}', '{"ordinal":1.5}', '["1"]', "null", "not JSON", '{"ordinal":1', "",
    }
    local count = 0
    worker:serve { on = { json_command = function(child)
      count = count + 1
      child:answer("json_command", { response_json = answers[count] or '{"ordinal":1}' })
    end } }
  end,

  drive = function(sup)
    local session = sup:session()
    for _ = 1, 9 do
      session:json_command { export = "typed", typed = true, request = { ordinal = 1 } }
        :expect_error("typed_command_response_decode", { export = "typed" })
    end
    session:expect_valid(true, "SESSION-02")
    session:json_command { typed = true, request = { ordinal = 1 } }:ok()
    sup:expect_snapshot { worker_generation = 0, exits = 0 }
  end,
}
