return scenario {
  summary = "metadata that is compared on request: equal passes, a difference is told whole, and the session goes on",
  clauses = { "CAP-02", "CAP-05" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:serve { on = { capability_metadata = function(child, body)
      local version = body.export == "later" and "5" or "4"
      child:answer("capability_metadata", { metadata = json.text(
        '{"extra":{"b":[1,{"y":2,"x":1}],"a":null},"commands":[{"version":"1","name":"c"}],"capabilities":[],"lean_version":"' .. version .. '"}') })
    end } }
  end,

  drive = function(sup)
    local session = sup:session()
    local function expected(change)
      local value = {
        commands = json.array { { name = "c", version = "1" } }, capabilities = json.array {}, lean_version = "4",
        extra = { a = json.null, b = json.array { 1, { x = 1, y = 2 } } },
      }
      for name, member in pairs(change or {}) do value[name] = member end
      return value
    end
    session:capability_metadata { expected = expected() }:ok()
    local changes = {
      { commands = json.array {} },
      { commands = json.array { { name = "c", version = "2" } } },
      { commands = json.array { { name = "c", version = "1" }, { name = "d", version = "1" } } },
      { capabilities = json.array { { name = "c", version = "1" } } },
      { lean_version = "5" },
      { lean_version = json.null },
      { extra = json.null },
      { extra = { a = json.null, b = json.array { { x = 1, y = 2 }, 1 } } },
      { extra = { a = json.null, b = json.array { 1, { x = 1, y = 3 } } } },
    }
    for _, change in ipairs(changes) do
      local e = session:capability_metadata { export = "meta", expected = expected(change) }
        :expect_error("capability_metadata_mismatch", { export = "meta" })
      check.equal(e.expected, expected(change))
      check.equal(e.actual.lean_version, "4")
    end
    session:expect_valid(true)
    local later = session:capability_metadata { export = "later" }:ok() -- nothing is expected of it
    check.equal(later.lean_version, "5", "CAP-05")
  end,
}
