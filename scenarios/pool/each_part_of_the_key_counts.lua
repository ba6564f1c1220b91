return scenario {
  summary = "keys that differ in one part get workers of their own",
  clauses = { "POOL-01" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 12 }
    local metadata = { export = "meta", request = {} }
    local keys = {
      { imports = json.array { "A", "B" } },
      { imports = json.array { "B", "A" } },
      { imports = json.array { "A" } },
      { imports = json.array { "A", "B" }, project_root = "/elsewhere" },
      { imports = json.array { "A", "B" }, package = "other" },
      { imports = json.array { "A", "B" }, lib_name = "Other" },
      { imports = json.array { "A", "B" }, toolchain = "4.9" },
      { imports = json.array { "A", "B" }, metadata = metadata },
      { imports = json.array { "A", "B" }, metadata = { export = "other", request = {} } },
      { imports = json.array { "A", "B" }, metadata = { export = "meta", request = { x = 1 } } },
      { imports = json.array { "A", "B" }, restart_policy = { max_requests = 1000 } },
    }
    for index, key in ipairs(keys) do
      pool:lease(key)
      pool:expect_spawned(index)
    end
    for _, key in ipairs(keys) do pool:lease(key) end
    pool:expect_spawned(#keys)
    pool:expect_snapshot({ workers = #keys, active_workers = #keys }, "POOL-01")
  end,
}
