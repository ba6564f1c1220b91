return scenario {
  summary = "jobs run one at a time in the order in which they were submitted",
  clauses = { "ACTOR-01", "REQ-03" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:meet("busy")
    worker:answer("health_ok", {})
    for n = 1, 6 do
      local body = worker:expect("json_command")
      worker:check(body.export == "job" .. n, "job " .. n .. " comes after those before it", "ACTOR-01")
      worker:answer("json_command", { response_json = "{}" })
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local calls = { actor:submit("Init") }
    actor:at("busy")
    for n = 1, 6 do calls[n + 1] = actor:submit { op = "json_command", body = { export = "job" .. n, request_json = "{}" } } end
    actor:let("busy")
    for _, call in ipairs(calls) do call:ok() end
    actor:expect_spawned(1)
  end,
}
