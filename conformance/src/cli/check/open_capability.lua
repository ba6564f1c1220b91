return scenario {
  summary = "open_capability spawns, opens the session and compares metadata; worker and session exist afterwards",
  clauses = { "CAP-01", "CAP-02" },
  profile = "session",
  spawn = false,
  drive = function(sup)
    local expected = { commands = json.array {}, capabilities = json.array {}, lean_version = "0", extra = json.null }
    local e = sup:open_capability { metadata = { export = "facts", expected = expected } }
      :expect_error("capability_metadata_mismatch")
    check.truth(e.export == "facts", "the error has `export`")
    check.equal(e.expected, expected)
    check.truth(type(e.actual) == "table", "… and `actual`, the metadata that came")
    sup:expect_gone()
    local opening = sup:open_capability { metadata = { export = "facts" } }
    local opened = opening:ok()
    check.truth(type(opened.worker_version) == "string", "the ok has `worker_version`")
    check.equal(opened.protocol_version, 10)
    check.truth(type(opened.import_stats) == "table", "… and `import_stats`")
    check.truth(type(opened.metadata) == "table", "… and `metadata`, where it was asked for")
    opening.session:json_command():ok()
    sup:drop():ok()
  end,
}
