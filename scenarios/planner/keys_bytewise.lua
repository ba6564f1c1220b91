return scenario {
  summary = "batches are sorted by the bytes of their keys: capitals before small letters, ASCII before all else, and code points in their order",
  clauses = { "PLAN-01" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    local order = { "/Z", "/_", "/a", "/z", "/\u{e9}", "/\u{4e2d}", "/\u{fffd}", "/\u{1f600}" }
    local orders = {
      project_root = order, package = order, source_root = order, policy_class = { "custom", "default" },
      profile = { "exported-public", "full-private-compat", "private", "server" },
    }
    for field, texts in pairs(orders) do
      local modules = {}
      for index = #texts, 1, -1 do modules[#modules + 1] = { module = "M" .. index, [field] = texts[index] } end
      local batches = sup:plan(modules):ok().batches
      check.equal(#batches, #texts)
      for index, text in ipairs(texts) do check.equal(batches[index][field], text) end
    end
    local modules = {}
    for index = #order, 1, -1 do modules[#modules + 1] = { module = "M" .. index, imports = json.array { order[index] } } end
    for index, batch in ipairs(sup:plan(modules):ok().batches) do check.equal(batch.imports, json.array { order[index] }) end
  end,
}
