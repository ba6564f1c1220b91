return scenario {
  summary = "a job that is run once more is cancelled as in its first attempt, and its sinks are told of both attempts",
  clauses = { "ACTOR-09", "CANCEL-01" },
  profile = "actor",
  spawn = false,
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    if worker.generation < 2 then
      local op = worker:next()
      worker:progress("loading", worker.generation, 2)
      if worker.generation == 0 then worker:abort() end
      if op == "json_command" then worker:answer("json_command", { response_json = "{}" }) end
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:abort()
    end
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:row("rows", { ordinal = 1 })
    worker:hang()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local told = actor:submit { op = "json_command", body = { export = "demo", request_json = "{}" }, progress = true }
    told:expect_progress("loading", 0, 2)
    told:expect_progress("loading", 1, 2)
    told:ok()
    -- the second row that the sink is handed, of the call or of the second attempt, cancels
    local call = actor:submit { ["do"] = "stream", sink = { cancel_at_row = 1 } }
    call:expect_row("rows", 0, '{"ordinal":0}')
    call:expect_row("rows", 0, '{"ordinal":0}')
    call:expect_error("cancelled")
  end,
}
