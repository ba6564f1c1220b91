return scenario {
  summary = "a session without a capability says so on the wire, and imports may be none",
  clauses = { "SESSION-01" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    local body = worker:expect("open_host_session")
    check.equal(body.mode.kind, "shims_only")
    check.equal(#body.imports, 0)
    check.equal(body.import_profile, "private")
    worker:error("test.seen", "seen")
    worker:serve()
  end,

  drive = function(sup)
    sup:open_session { host = { mode = { kind = "shims_only" }, imports = json.array {}, import_profile = "private" } }
      :expect_error("worker", { code = "test.seen" })
  end,
}
