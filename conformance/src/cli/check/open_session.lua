return scenario {
  summary = "open_session opens a session under a name; commands run in it, and session_status tells of it",
  clauses = { "SESSION-01", "SESSION-02" },
  profile = "session",
  drive = function(sup)
    local opening = sup:open_session { session = "s1" }
    local opened = opening:ok()
    check.truth(type(opened.import_stats) == "table", "the ok of open_session has `import_stats`, an object")
    check.truth(type(opened.import_stats.direct_import_names) == "table", "… with `direct_import_names`")
    local session = opening.session
    local status = session:status()
    check.truth(status.valid == true, "session_status says `valid`: true")
    check.equal(status.generation, 0)
    check.equal(session:json_command { request = { n = 1 } }:ok().response, { n = 1 })
    local stream = session:stream()
    stream:expect_row("rows", 0)
    stream:ok()
    local metadata = session:capability_metadata():ok()
    check.truth(type(metadata.commands) == "table", "the ok of capability_metadata has `commands`")
    check.truth(type(metadata.capabilities) == "table", "… and `capabilities`")
    check.truth(type(session:capability_doctor():ok().diagnostics) == "table", "the ok of capability_doctor has `diagnostics`")
  end,
}
