return scenario {
  summary = "any difference in the metadata is a mismatch that names both sides, and leaves no process",
  clauses = { "CAP-02", "CAP-01" },
  profile = "session",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { capability_metadata = function(child)
      child:answer("capability_metadata", { metadata = {
        commands = json.array { { name = "a", version = "1" }, { name = "b", version = "1" } }, capabilities = json.array {},
        lean_version = "4.8", extra = { n = 1, x = 1.5 },
      } })
    end } }
  end,

  drive = function(sup)
    local function expected(change)
      local value = {
        commands = json.array { { name = "a", version = "1" }, { name = "b", version = "1" } }, capabilities = json.array {},
        lean_version = "4.8", extra = { n = 1, x = 1.5 },
      }
      for name, member in pairs(change) do value[name] = member end
      return value
    end
    local changes = {
      { commands = json.array { { name = "b", version = "1" }, { name = "a", version = "1" } } },
      { capabilities = json.array { { name = "a", version = "1" } } },
      { lean_version = "4.9" },
      { extra = { n = 2, x = 1.5 } },
      { extra = { n = 1, x = 1.25 } },
      { extra = { n = 1, x = 1 } },
    }
    for index, change in ipairs(changes) do
      local worker = sup:worker("m" .. tostring(index))
      local e = worker:open_capability { metadata = { export = "meta", expected = expected(change) } }
        :expect_error("capability_metadata_mismatch", { export = "meta" })
      check.equal(e.expected, expected(change))
      check.equal(e.actual, expected {})
      worker:expect_spawned(1)
      check.equal(worker:child(0):state(), "reaped", "CAP-01")
    end
  end,
}
