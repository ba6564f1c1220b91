return scenario {
  summary = "metadata expectations that are the same JSON value, members in another order, make equal keys",
  clauses = { "POOL-01" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { capability_metadata = function(child)
      child:answer("capability_metadata", { metadata = {
        commands = json.array {}, capabilities = json.array {}, lean_version = "4", extra = { a = 1, b = 2 },
      } })
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    local one = json.text('{"commands":[],"capabilities":[],"lean_version":"4","extra":{"a":1,"b":2}}')
    local two = json.text('{"extra":{"b":2,"a":1},"lean_version":"4","capabilities":[],"commands":[]}')
    pool:lease { metadata = { export = "meta", request = {}, expected = one } }
    pool:lease { metadata = { export = "meta", request = {}, expected = two } }
    pool:expect_spawned(1)
  end,
}
