return scenario {
  summary = "request sends an operation and answers the response's fields; big integers are decimal strings",
  clauses = { "REQ-02" },
  profile = "supervisor",
  child = function(worker)
    worker:handshake()
    worker:expect("json_command")
    worker:answer("json_command", { response_json = '{"x":1}' })
    worker:expect("call_fixture_mul")
    worker:answer("u64", { value = json.text("18446744073709551615") })
    worker:expect("load_fixture_capability")
    worker:answer("capability_loaded")
    worker:serve()
  end,
  drive = function(sup)
    local ok = sup:request("json_command", { export = "demo", request_json = "{}" }):ok()
    check.truth(ok.response_json == '{"x":1}', "request's `ok` has the response's fields: here `response_json`, a string")
    ok = sup:request("call_fixture_mul", { manifest_path = "/m", lhs = 6, rhs = 7 }):ok()
    check.truth(ok.value == "18446744073709551615", "a u64 above 2^53 - 1 is a decimal string")
    sup:request("load_fixture_capability", { manifest_path = "/m" }):ok()
    sup:expect_received(0, { "json_command", "call_fixture_mul", "load_fixture_capability" })
  end,
}
