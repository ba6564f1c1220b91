return scenario {
  summary = "a reopened worker whose metadata are not those that the key expects is refused like a new one, and leaves no process",
  clauses = { "POOL-02", "CAP-02", "POOL-11" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = {
      capability_metadata = function(child)
        child:answer("capability_metadata", { metadata = {
          commands = json.array {}, capabilities = json.array {}, lean_version = worker.generation == 1 and "5" or "4", extra = json.null,
        } })
      end,
    } }
  end,

  drive = function(sup)
    local key = { metadata = { export = "facts", request = {}, expected = {
      commands = json.array {}, capabilities = json.array {}, lean_version = "4", extra = json.null,
    } } }
    local pool = sup:pool { max_workers = 1 }
    pool:lease(key):release():ok()
    pool:child(0):signal("KILL")
    pool:child(0):expect_exit()
    pool:acquire(key):expect_error("capability_metadata_mismatch", { export = "facts" })
    pool:expect_reaped()
    pool:lease(key):json_command():ok("POOL-11")
    pool:expect_spawned(3)
  end,
}
