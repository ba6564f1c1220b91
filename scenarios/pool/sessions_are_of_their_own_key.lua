return scenario {
  summary = "the session of each worker is that of its own key, at its reopening and for a command after a cycle, too",
  clauses = { "POOL-02", "POOL-01", "LEASE-01" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    -- the first child is A's, all the others are B's
    local key = worker.generation == 0 and "A" or "B"
    local opened = false
    worker:handshake()
    worker:serve { on = {
      open_host_session = function(child, body)
        -- the first one is the opening's or the reopening's, unless a cycle started the child
        local clause = (opened or worker.generation == 3) and "LEASE-01" or "POOL-02"
        opened = true
        check.equal(body.imports, json.array { key }, clause)
        check.equal(body.project_root, "/" .. key, clause)
        child:answer("host_session_opened", { import_stats = {
          direct_import_names = json.array { key }, import_level = "private", import_all = false, load_exts = false,
          effective_module_count = 1, compacted_region_count = 0, memory_mapped_region_count = 0, compacted_region_bytes = 0,
          memory_mapped_region_bytes = 0, non_memory_mapped_region_bytes = 0, imported_bytes = 0, imported_constant_count = 0,
          extension_count = 0, total_imported_extension_entries = 0,
        } })
      end,
    } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    pool:lease { project_root = "/A", imports = json.array { "A" } }
    local key = { project_root = "/B", imports = json.array { "B" } }
    pool:lease(key):json_command():ok()
    pool:child(1):signal("KILL")
    pool:child(1):expect_exit()
    local lease = pool:lease(key)
    lease:json_command():ok()
    lease:cycle():ok()
    pool:lease(key):json_command():ok("LEASE-01")
    pool:expect_spawned(4)
  end,
}
