return scenario {
  summary = "metadata that is the same value in other writing is no difference: order of members, escapes, white space",
  clauses = { "CAP-02" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:serve { on = { capability_metadata = function(child)
      child:answer("capability_metadata", { metadata = json.text(
        '{"commands":[{"name":"a","version":"1"}],"capabilities":[],"lean_version":"4",'
          .. '"extra":{"":0,"a":1,"ab":2,"abc":[{"b":true,"ba":false}],"\195\169":"\226\130\172/"}}') })
    end } }
  end,

  drive = function(sup)
    local session = sup:session()
    local function compare(extra)
      return session:capability_metadata { export = "meta", expected = json.text(
        '{ "extra" : ' .. extra .. ',\n\t"lean_version":"\\u0034","capabilities":[ ],"commands":[{"version":"1","name":"a"}]}') }
    end
    compare('{"abc":[{"ba":false,"b":true}],"ab":2,"a":1,"":0,"\\u00e9":"\\u20ac\\/"}'):ok()
    compare('{"ab":2,"\\u00E9":"\226\130\172\\u002f","\\u0061bc":[{"b":true,"ba":false}],"":0,"a":1}'):ok()
    compare('{"a":2,"ab":1,"abc":[{"b":true,"ba":false}],"":0,"\195\169":"\226\130\172/"}')
      :expect_error("capability_metadata_mismatch")
    compare('{"a":1,"ab":2,"abc":[{"b":false,"ba":true}],"":0,"\195\169":"\226\130\172/"}')
      :expect_error("capability_metadata_mismatch")
  end,
}
