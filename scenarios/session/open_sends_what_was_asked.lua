return scenario {
  summary = "opening a session sends the caller's root, mode, imports and profile, and hands back the child's statistics",
  clauses = { "SESSION-01" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    local body = worker:expect("open_host_session")
    check.equal(body.project_root, "/some/root")
    check.equal(body.mode.kind, "capability")
    check.equal(body.mode.package, "pack")
    check.equal(body.mode.lib_name, "Lib")
    check.equal(body.mode.manifest_path, "/some/manifest.json")
    check.equal(body.imports, json.array { "B", "A", "B" })
    check.equal(body.import_profile, "server")
    worker:answer("host_session_opened", { import_stats = {
      direct_import_names = json.array { "B", "A", "B" }, import_level = "server", import_all = true, load_exts = false,
      effective_module_count = 11, compacted_region_count = 12, memory_mapped_region_count = 13, compacted_region_bytes = 14,
      memory_mapped_region_bytes = 15, non_memory_mapped_region_bytes = 16, imported_bytes = 17, imported_constant_count = 18,
      extension_count = 19, total_imported_extension_entries = 20,
    } })
    worker:serve()
  end,

  drive = function(sup)
    local opened = sup:open_session { host = {
      project_root = "/some/root", imports = json.array { "B", "A", "B" }, import_profile = "server",
      mode = { kind = "capability", package = "pack", lib_name = "Lib", manifest_path = "/some/manifest.json" },
    } }:ok()
    check.equal(opened.import_stats, {
      direct_import_names = json.array { "B", "A", "B" }, import_level = "server", import_all = true, load_exts = false,
      effective_module_count = 11, compacted_region_count = 12, memory_mapped_region_count = 13, compacted_region_bytes = 14,
      memory_mapped_region_bytes = 15, non_memory_mapped_region_bytes = 16, imported_bytes = 17, imported_constant_count = 18,
      extension_count = 19, total_imported_extension_entries = 20,
    })
    sup:expect_stats { requests = 1, imports = 1, import_like_admission_attempts = 1, import_like_admitted = 1 }
  end,
}
