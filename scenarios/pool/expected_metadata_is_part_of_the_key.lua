return scenario {
  summary = "keys that ask for the same metadata and expect something else of it get workers of their own",
  clauses = { "POOL-01" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { capability_metadata = function(child)
      child:answer("capability_metadata", { metadata = {
        commands = json.array {}, capabilities = json.array {}, lean_version = "4", extra = json.null,
      } })
    end } }
  end,

  drive = function(sup)
    local function key(lean_version)
      local expected = lean_version and {
        commands = json.array {}, capabilities = json.array {}, lean_version = lean_version, extra = json.null,
      }
      return { imports = json.array { "A" }, metadata = { export = "meta", request = {}, expected = expected } }
    end
    local pool = sup:pool { max_workers = 4 }
    pool:lease(key("4"))
    pool:lease(key(nil))
    pool:expect_spawned(2)
    local e = pool:acquire(key("5")):expect_error("capability_metadata_mismatch")
    check.equal(e.export, "meta")
    pool:expect_spawned(3)
    pool:lease(key("4"))
    pool:expect_spawned(3)
    pool:expect_snapshot({ workers = 2, active_workers = 2 }, "POOL-01")
  end,
}
