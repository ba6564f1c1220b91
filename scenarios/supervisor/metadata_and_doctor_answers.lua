return scenario {
  summary = "capability metadata and doctor reports come through typed, and their malformed forms are errors of their kinds",
  clauses = { "REQ-02", "WIRE-04", "REQ-06" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("capability_metadata")
    worker:answer("capability_metadata", { metadata = { commands = { { name = "index", version = "1" } }, capabilities = json.array {}, lean_version = "4.9.0", extra = { k = 1 } } })
    worker:expect("capability_doctor")
    worker:answer("capability_doctor", { report = { diagnostics = { { severity = "warning", code = "c", message = "m" } } } })
    worker:expect("capability_metadata")
    worker:answer("capability_metadata_malformed", { message = "not an object" })
    worker:expect("capability_doctor")
    worker:answer("capability_doctor_malformed", { message = "not an object" })
    worker:serve()
  end,

  drive = function(sup)
    local body = { export = "e", request_json = "{}" }
    local metadata = sup:request("capability_metadata", body):ok().metadata
    check.equal(metadata.commands[1].name, "index")
    check.equal(metadata.lean_version, "4.9.0")
    local report = sup:request("capability_doctor", body):ok().report
    check.equal(report.diagnostics[1].severity, "warning")
    sup:request("capability_metadata", body):expect_error("capability_metadata_malformed")
    sup:request("capability_doctor", body):expect_error("capability_doctor_malformed")
    sup:health {}:ok()
    sup:expect_stats { requests = 5, exits = 0 }
  end,
}
