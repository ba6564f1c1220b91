return scenario {
  summary = "a command on the fresh child of a cycled worker comes after the key's session was opened there",
  clauses = { "LEASE-01" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    local open = false
    worker:serve { on = {
      open_host_session = function(child, body)
        open = true
        check.equal(body.imports, json.array { "A" })
        child:answer("host_session_opened", { import_stats = {
          direct_import_names = json.array { "A" }, import_level = "private", import_all = false, load_exts = false,
          effective_module_count = 0, compacted_region_count = 0, memory_mapped_region_count = 0, compacted_region_bytes = 0,
          memory_mapped_region_bytes = 0, non_memory_mapped_region_bytes = 0, imported_bytes = 0, imported_constant_count = 0,
          extension_count = 0, total_imported_extension_entries = 0,
        } })
      end,
      json_command = function(child, body)
        if not open then
          child:error("lean_rs.worker.session_missing", "no session")
        else
          child:answer("json_command", { response_json = body.request_json })
        end
      end,
    } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A"):cycle():ok()
    pool:lease("A"):json_command():ok()
    pool:expect_spawned(2)
  end,
}
