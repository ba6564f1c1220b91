return scenario {
  summary = "keys that differ in capitals, in spaces or in an accent written another way are different keys",
  clauses = { "POOL-01" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 12 }
    local keys = {
      { project_root = "/p", imports = json.array { "Init" } },
      { project_root = "/P", imports = json.array { "Init" } },
      { project_root = "/p", imports = json.array { "init" } },
      { project_root = "/p ", imports = json.array { "Init" } },
      { project_root = "/\u{e9}", imports = json.array { "Init" } },
      { project_root = "/e\u{301}", imports = json.array { "Init" } },
      { project_root = "/p", imports = json.array { "Init", "Init" } },
      { project_root = "/p", imports = json.array {} },
      { project_root = "/p", imports = json.array { "Init " } },
      { project_root = "/p", imports = json.array { "Init", "" } },
    }
    for index, key in ipairs(keys) do
      pool:lease(key)
      pool:expect_spawned(index)
    end
    for _, key in ipairs(keys) do pool:lease(key) end
    pool:expect_spawned(#keys)
  end,
}
