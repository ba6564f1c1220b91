return scenario {
  summary = "a fresh child that hits its hard limit while its session is opened for another attempt makes the job unavailable, not retryable",
  clauses = { "ACTOR-09", "ACTOR-13" },
  profile = "actor",
  spawn = false,
  needs = { "rss" },
  tags = { "rss-spike" },

  child = function(worker)
    worker:handshake()
    worker:expect("open_host_session")
    if worker.generation > 0 then
      worker:rss(90000)
      worker:hang()
    end
    worker:answer("host_session_opened", { import_stats = {
      direct_import_names = json.array { "Init" }, import_level = "private", import_all = false, load_exts = false,
      effective_module_count = 1, compacted_region_count = 0, memory_mapped_region_count = 0, compacted_region_bytes = 0,
      memory_mapped_region_bytes = 0, non_memory_mapped_region_bytes = 0, imported_bytes = 0, imported_constant_count = 0,
      extension_count = 0, total_imported_extension_entries = 0,
    } })
    worker:expect("health")
    worker:abort()
  end,

  drive = function(sup)
    local actor = sup:actor {
      rss_hard_kill_kib = 65536, rss_sample_interval_ms = 10, session = { project_root = "/project", mode = { kind = "shims_only" }, imports = { "Init" } },
    }
    actor:submit("Init"):expect_unavailable(nil, { retryable = false })
  end,
}
