return scenario {
  summary = "a typed response is decoded; fields that the type does not know are ignored, and 64 bits arrive whole",
  clauses = { "SESSION-04" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    local answers = { '{"ordinal":3}', ' {"extra":[1],"ordinal":0} ', '{"ordinal":18446744073709551615}' }
    local count = 0
    worker:serve { on = { json_command = function(child)
      count = count + 1
      child:answer("json_command", { response_json = answers[count] })
    end } }
  end,

  drive = function(sup)
    local session = sup:session()
    local command = { typed = true, request = { ordinal = 1 } }
    check.equal(session:json_command(command):ok().response.ordinal, 3)
    check.equal(session:json_command(command):ok().response.ordinal, 0)
    check.equal(session:json_command(command):ok().response.ordinal, "18446744073709551615")
  end,
}
