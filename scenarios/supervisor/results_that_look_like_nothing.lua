local results = { "false", "0", '""', "[]", "{}" }

return scenario {
  summary = "false, zero, the empty text and empty containers are results like any other",
  clauses = { "REQ-02", "WIRE-04" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    local function respond(fields)
      worker:frame('{"version":10,"message":{"type":"response","body":{' .. fields .. "}}}")
    end
    for _, text in ipairs(results) do
      worker:expect("is_def_eq")
      respond('"status":"meta_bool","result":' .. text)
    end
    worker:expect("call_fixture_mul")
    respond '"status":"u64","value":0'
    worker:expect("json_command")
    respond '"status":"json_command","response_json":""'
    worker:expect("declaration_names")
    respond '"status":"strings","values":[]'
    worker:expect("declaration_names")
    respond '"status":"strings","values":["","b","a","b"]'
    worker:expect("describe_bulk")
    respond '"status":"declaration_bulk","rows":[]'
    worker:expect("json_command")
    respond '"status":"error","code":"","message":""'
    worker:serve()
  end,

  drive = function(sup)
    for _, text in ipairs(results) do
      check.equal(json.encode(sup:request("is_def_eq", { request = {} }):ok().result), text)
    end
    sup:request("call_fixture_mul", { manifest_path = "", lhs = 0, rhs = 0 }):expect_ok { value = 0 }
    sup:request("json_command", { export = "", request_json = "null" }):expect_ok { response_json = "" }
    check.equal(#sup:request("declaration_names", { request = {} }):ok().values, 0)
    check.equal(sup:request("declaration_names", { request = {} }):ok().values, { "", "b", "a", "b" })
    check.equal(#sup:request("describe_bulk", { request = {} }):ok().rows, 0)
    sup:request("json_command", { export = "e", request_json = "{}" }):expect_error("worker", { code = "" })
    sup:health {}:ok()
  end,
}
