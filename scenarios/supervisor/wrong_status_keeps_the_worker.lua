local function body_of(op)
  if op == "call_fixture_mul" then
    return { manifest_path = "m", lhs = 2, rhs = 3 }
  end
  return op == "json_command" and { export = "e", request_json = "{}" } or { manifest_path = "m" }
end

local cases = {
  { "load_fixture_capability", "health_ok" },
  { "call_fixture_mul", "capability_loaded" },
  { "trigger_lean_panic", "capability_loaded" },
  { "json_command", "terminating" },
  { "trigger_lean_panic", "health_ok" },
}

return scenario {
  summary = "an answer of another operation's status is kind protocol and leaves the worker usable",
  clauses = { "REQ-07" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    for _, case in ipairs(cases) do
      worker:expect(case[1])
      worker:answer(case[2])
      worker:expect("health")
      worker:answer("health_ok")
    end
    worker:expect("health")
    worker:answer("u64", { value = 1 })
    worker:serve()
  end,

  drive = function(sup)
    for _, case in ipairs(cases) do
      sup:request(case[1], body_of(case[1])):expect_error("protocol")
      sup:health {}:ok()
    end
    sup:health {}:expect_error("protocol")
    sup:health {}:ok()
    sup:expect_status("running")
    sup:expect_stats { requests = 12, exits = 0, restarts = 0 }
    sup:expect_spawned(1)
  end,
}
