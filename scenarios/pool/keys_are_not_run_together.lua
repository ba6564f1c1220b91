return scenario {
  summary = "the parts of a key are compared one by one, not as one text",
  clauses = { "POOL-01" },
  profile = "pool",
  spawn = false,
  timeout_ms = 30000,

  drive = function(sup)
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
      { imports = json.array { "A.B" } },
      { imports = json.array { "A", "B" } },
    }
    for _, separator in ipairs { ",", "|", ":", ";", " ", "\n" } do
      keys[#keys + 1] = { project_root = "/p" .. separator .. "a", package = "b", lib_name = "L" }
      keys[#keys + 1] = { project_root = "/p", package = "a" .. separator .. "b", lib_name = "L" }
      keys[#keys + 1] = { imports = json.array { "A" .. separator .. "B" } }
    end
    local pool = sup:pool { max_workers = #keys }
    for index, key in ipairs(keys) do
      pool:lease(key)
      pool:expect_spawned(index)
    end
  end,
}
