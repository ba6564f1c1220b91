return scenario {
  summary = "commands, metadata, doctor and a stream work in one session, and each frame carries the caller's export",
  clauses = { "SESSION-01", "SESSION-05", "CAP-03" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:expect("open_host_session")
    worker:answer("host_session_opened", { import_stats = {
      direct_import_names = json.array {}, import_level = "private", import_all = false, load_exts = false,
      effective_module_count = 0, compacted_region_count = 0, memory_mapped_region_count = 0, compacted_region_bytes = 0,
      memory_mapped_region_bytes = 0, non_memory_mapped_region_bytes = 0, imported_bytes = 0, imported_constant_count = 0,
      extension_count = 0, total_imported_extension_entries = 0,
    } })
    local body = worker:expect("json_command")
    check.equal(body.export, "one")
    check.equal(json.decode(body.request_json).n, 1)
    worker:answer("json_command", { response_json = '{"answer":[1,null,"two"]}' })
    body = worker:expect("capability_metadata")
    check.equal(body.export, "two")
    worker:answer("capability_metadata", { metadata = {
      commands = json.array { { name = "c", version = "7" } }, capabilities = json.array {}, lean_version = "4.9", extra = { k = 1 },
    } })
    body = worker:expect("capability_doctor")
    check.equal(body.export, "three")
    worker:answer("capability_doctor", { report = {
      diagnostics = json.array { { severity = "warning", code = "w", message = "m", details = { d = 1 } } }, metadata = { n = 2 },
    } })
    body = worker:expect("run_data_stream")
    check.equal(body.export, "four")
    worker:row("rows", { ordinal = 0 })
    worker:stream_complete { metadata = { ordinal = 1 } }
    worker:serve()
  end,

  drive = function(sup)
    local session = sup:session()
    check.equal(session:json_command { export = "one", request = { n = 1 } }:ok().response,
      { answer = json.array { 1, json.null, "two" } })
    session:capability_metadata { export = "two" }:expect_ok({
      commands = json.array { { name = "c", version = "7" } }, capabilities = json.array {}, lean_version = "4.9", extra = { k = 1 },
    }, "CAP-03")
    session:capability_doctor { export = "three" }:expect_ok({
      diagnostics = json.array { { severity = "warning", code = "w", message = "m", details = { d = 1 } } }, metadata = { n = 2 },
    }, "CAP-03")
    local stream = session:stream { export = "four" }
    stream:expect_row("rows", 0, '{"ordinal":0}')
    stream:expect_ok({ total_rows = 1, metadata = { ordinal = 1 } }, "SESSION-05")
    session:expect_valid(true)
    sup:expect_stats { requests = 5, imports = 1, stream_requests = 1, restarts = 0 }
  end,
}
