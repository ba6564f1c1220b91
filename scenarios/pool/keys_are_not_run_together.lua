return scenario {
  summary = "the parts of a key are compared one by one, not as one text",
  clauses = { "POOL-01" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 12 }
    local keys = {
      { imports = json.array { "AB", "C" } },
      { imports = json.array { "A", "BC" } },
      { imports = json.array { "ABC" } },
      { imports = json.array { "AB", "C" }, package = "ab", lib_name = "C" },
      { imports = json.array { "AB", "C" }, package = "a", lib_name = "bC" },
      { imports = json.array { "AB", "C" }, project_root = "/pa", package = "b", lib_name = "L" },
      { imports = json.array { "AB", "C" }, project_root = "/p", package = "ab", lib_name = "L" },
      { imports = json.array { "B" }, package = "a", lib_name = "LA" },
      { imports = json.array { "AB" }, package = "a", lib_name = "L" },
    }
    for index, key in ipairs(keys) do
      pool:lease(key)
      pool:expect_spawned(index)
    end
  end,
}
