-- Of every kind, with imports now those of the job before and now others, after long waits and none: nothing overtakes.
local JOBS = {
  { op = "json_command", export = "job1", imports = { "Std" } },
  { op = "run_data_stream", export = "job2", imports = { "Init" } },
  { op = "health", imports = { "Std" } },
  { op = "json_command", export = "job3", imports = { "Init" }, admission_wait_millis = 60000 },
  { op = "health", imports = {} },
  { op = "run_data_stream", export = "job4", imports = { "Init" } },
  { op = "json_command", export = "job5", imports = { "Init" } },
}

return scenario {
  summary = "jobs run one at a time in the order in which they were submitted, whatever they ask for",
  clauses = { "ACTOR-01", "REQ-03" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:meet("busy")
    worker:answer("health_ok", {})
    for n, job in ipairs(JOBS) do
      local op, body = worker:next()
      worker:check(op == job.op and (job.export == nil or body.export == job.export), "job " .. n .. " comes after those before it", "ACTOR-01")
      if op == "health" then worker:answer("health_ok", {}) end
      if op == "json_command" then worker:answer("json_command", { response_json = "{}" }) end
      if op == "run_data_stream" then worker:stream_complete { total_rows = 0, per_stream_counts = {} } end
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local calls = { actor:submit("Init") }
    actor:at("busy")
    for n, job in ipairs(JOBS) do
      local given = { imports = job.imports, admission_wait_millis = job.admission_wait_millis }
      if job.op == "run_data_stream" then given["do"], given.export = "stream", job.export end
      if job.op == "json_command" then given.op, given.body = job.op, { export = job.export, request_json = "{}" } end
      calls[n + 1] = actor:submit(given)
    end
    actor:let("busy")
    for _, call in ipairs(calls) do call:ok() end
    actor:expect_spawned(1)
  end,
}
