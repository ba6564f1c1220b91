return scenario {
  summary = "each operation's fields arrive at the child as given and its typed answer at the caller",
  clauses = { "REQ-02", "WIRE-04", "WIRE-08" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    local body = worker:expect("load_fixture_capability")
    worker:check(body.manifest_path == "/tmp/lake-manifest \"1\".json", "manifest_path arrives unchanged")
    worker:answer("capability_loaded")
    body = worker:expect("call_fixture_mul")
    worker:check(body.manifest_path == "m" and body.lhs == 9007199254740991 and body.rhs == 7, "lhs, rhs and manifest_path arrive")
    worker:answer("u64", { value = 42 })
    body = worker:expect("json_command")
    worker:check(body.export == "demo.export" and body.request_json == '{"a":[1,2.50]}', "export and the exact request text arrive")
    worker:answer("json_command", { response_json = '{"b": 1 }' })
    worker:serve()
  end,

  drive = function(sup)
    sup:request("load_fixture_capability", { manifest_path = "/tmp/lake-manifest \"1\".json" }):ok()
    sup:request("call_fixture_mul", { manifest_path = "m", lhs = 9007199254740991, rhs = 7 }):expect_ok { value = 42 }
    sup:request("json_command", { export = "demo.export", request_json = '{"a":[1,2.50]}' }):expect_ok { response_json = '{"b": 1 }' }
    sup:expect_stats { requests = 3 }
  end,
}
