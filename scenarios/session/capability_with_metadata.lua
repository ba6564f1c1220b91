return scenario {
  summary = "a capability whose metadata is as expected opens, and hands the metadata over; the doctor is not asked",
  clauses = { "CAP-01", "CAP-02", "CAP-03" },
  profile = "session",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = {
      capability_metadata = function(child, body)
        check.equal(body.export, "meta")
        check.equal(json.decode(body.request_json).wanted, 1)
        child:answer("capability_metadata", { metadata = json.text(
          '{"lean_version":"4","extra":{"z":1,"a":2},"capabilities":[{"version":"1","name":"k"}],"commands":[]}') })
      end,
      capability_doctor = function() check.fail("the doctor was asked at the start", "CAP-03") end,
    } }
  end,

  drive = function(sup)
    local metadata = {
      commands = json.array {}, capabilities = json.array { { name = "k", version = "1" } }, lean_version = "4",
      extra = { a = 2, z = 1 },
    }
    local opened = sup:open_capability {
      metadata = { export = "meta", request = { wanted = 1 }, expected = metadata },
    }:ok()
    check.equal(opened.metadata, metadata, "CAP-02")
    sup:expect_received(0, { "health", "open_host_session", "capability_metadata" })
    sup:expect_stats { requests = 3 }
  end,
}
