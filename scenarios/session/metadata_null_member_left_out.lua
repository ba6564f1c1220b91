return scenario {
  summary = "a null member of the metadata that is left out is no difference, on either side",
  clauses = { "CAP-02" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    local answers = { '{"commands":[],"capabilities":[]}', '{"extra":null,"lean_version":null,"capabilities":[],"commands":[]}' }
    worker:serve { on = { capability_metadata = function(child, body)
      child:answer("capability_metadata", { metadata = json.text(answers[json.decode(body.request_json).answer]) })
    end } }
  end,

  drive = function(sup)
    local session = sup:session()
    local function compare(answer, expected)
      return session:capability_metadata { export = "meta", request = { answer = answer }, expected = json.text(expected) }
    end
    for answer = 1, 2 do
      compare(answer, '{"commands":[],"capabilities":[]}'):ok()
      compare(answer, '{"commands":[],"capabilities":[],"lean_version":null,"extra":null}'):ok()
      compare(answer, '{"commands":[],"capabilities":[],"lean_version":"4"}'):expect_error("capability_metadata_mismatch")
    end
  end,
}
