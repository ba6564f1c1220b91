local CHILDREN = 6

return scenario {
  summary = "a child that replaces another is given the very session that was asked for, its mode and imports included",
  clauses = { "SESSION-01", "ACTOR-09" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    local session = worker:expect("open_host_session")
    check.equal(session.project_root, "/project/of/the/caller")
    check.equal(session.mode.kind, "capability")
    check.equal(session.mode.package, "the package that was asked for")
    check.equal(session.mode.lib_name, "TheLibraryThatWasAskedFor")
    check.equal(session.mode.manifest_path, "/a/manifest/of/the/caller.json")
    check.equal(session.imports, json.array { "Init", "Lean.Data.Json" })
    check.equal(session.import_profile, "server")
    worker:answer("host_session_opened", { import_stats = {
      direct_import_names = json.array { "Init", "Lean.Data.Json" }, import_level = "server", import_all = false, load_exts = false,
      effective_module_count = 2, compacted_region_count = 1, memory_mapped_region_count = 0, compacted_region_bytes = 1,
      memory_mapped_region_bytes = 0, non_memory_mapped_region_bytes = 1, imported_bytes = 1, imported_constant_count = 1,
      extension_count = 1, total_imported_extension_entries = 1,
    } })
    worker:serve { count = 1 }
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor {
      restart_limit = CHILDREN, session = {
        project_root = "/project/of/the/caller", imports = { "Init", "Lean.Data.Json" }, import_profile = "server",
        mode = {
          kind = "capability", package = "the package that was asked for", lib_name = "TheLibraryThatWasAskedFor",
          manifest_path = "/a/manifest/of/the/caller.json",
        },
      },
    }
    for _ = 1, CHILDREN do actor:serve_one("Init") end
    actor:expect_spawned(CHILDREN)
    actor:expect_causes { child_abort = CHILDREN - 1 }
  end,
}
