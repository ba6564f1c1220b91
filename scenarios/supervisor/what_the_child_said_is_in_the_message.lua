return scenario {
  summary = "what a child says in an error answer or in a malformed report reaches the caller",
  clauses = { "REQ-06", "REQ-07" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("json_command")
    worker:error("demo.code", "no export demo-42")
    worker:expect("capability_metadata")
    worker:answer("capability_metadata_malformed", { message = "line 7 is no JSON" })
    worker:expect("capability_doctor")
    worker:answer("capability_doctor_malformed", { message = "line 8 is no JSON" })
    worker:serve()
  end,

  drive = function(sup)
    local arguments = { export = "demo", request_json = "{}" }
    local e = sup:request("json_command", arguments):expect_error("worker", { code = "demo.code" })
    check.match(e.message, "no export demo%-42")
    e = sup:request("capability_metadata", arguments):expect_error("capability_metadata_malformed")
    check.match(e.message, "line 7 is no JSON")
    e = sup:request("capability_doctor", arguments):expect_error("capability_doctor_malformed")
    check.match(e.message, "line 8 is no JSON")
    sup:health {}:ok()
  end,
}
