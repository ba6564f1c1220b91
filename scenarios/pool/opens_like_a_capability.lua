return scenario {
  summary = "a new worker is asked for health, gets the key's session, and is compared with the key's expectation",
  clauses = { "POOL-03", "CAP-01" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = {
      open_host_session = function(child, body)
        check.equal(body.project_root, "/key/root")
        check.equal(body.mode.package, "key-package")
        check.equal(body.mode.lib_name, "KeyLib")
        check.equal(body.imports, json.array { "Z", "A" })
        child:answer("host_session_opened", { import_stats = {
          direct_import_names = json.array { "Z", "A" }, import_level = "private", import_all = false, load_exts = false,
          effective_module_count = 2, compacted_region_count = 0, memory_mapped_region_count = 0, compacted_region_bytes = 0,
          memory_mapped_region_bytes = 0, non_memory_mapped_region_bytes = 0, imported_bytes = 0, imported_constant_count = 0,
          extension_count = 0, total_imported_extension_entries = 0,
        } })
      end,
      capability_metadata = function(child, body)
        check.equal(body.export, "key-export")
        child:answer("capability_metadata", { metadata = {
          commands = json.array {}, capabilities = json.array {}, lean_version = "4", extra = json.null,
        } })
      end,
    } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease {
      project_root = "/key/root", package = "key-package", lib_name = "KeyLib", imports = json.array { "Z", "A" },
      metadata = { export = "key-export", request = {}, expected = {
        commands = json.array {}, capabilities = json.array {}, lean_version = "4", extra = json.null,
      } },
    }
    pool:expect_received(0, { "health", "open_host_session", "capability_metadata" })
    lease:json_command():ok()
  end,
}
