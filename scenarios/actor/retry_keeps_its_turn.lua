local function job(n)
  return { op = "json_command", body = { export = "job" .. n, request_json = "{}" } }
end

return scenario {
  summary = "while a job is run once more, and while its worker is being made, others are accepted as ever and wait until it is answered",
  clauses = { "ACTOR-01", "ACTOR-09" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    if worker.generation == 1 then worker:meet("starting") end
    worker:handshake()
    for n = 1, 3 do
      local body = worker:expect("json_command")
      worker:check(body.export == "job" .. n, "job " .. n .. " comes after those before it", "ACTOR-01")
      if worker.generation == 0 then worker:abort() end
      if n == 1 then worker:meet("again") end
      worker:answer("json_command", { response_json = "{}" })
    end
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor { mailbox_capacity = 2 }
    local calls = { actor:submit(job(1)) }
    actor:at("starting")
    calls[2] = actor:submit(job(2))
    actor:facts()
    actor:let("starting")
    actor:at("again")
    calls[3] = actor:submit(job(3))
    actor:submit("Std"):expect_unavailable("mailbox_full", { retryable = true })
    actor:let("again")
    for n, call in ipairs(calls) do call:expect_runtime({ retry_count = n == 1 and 1 or 0 }, "ACTOR-09") end
    for _, call in ipairs(calls) do call:ok() end
    actor:expect_spawned(2)
  end,
}
