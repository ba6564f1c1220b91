return scenario {
  summary = "a typed error, an answer of the wrong status and a response that does not decode leave the lease valid",
  clauses = { "LEASE-05" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    local count = 0
    worker:serve { on = { json_command = function(child)
      count = count + 1
      if count == 1 then
        child:error("app.refused", "no")
      elseif count == 2 then
        child:answer("health_ok")
      else
        child:answer("json_command", { response_json = '{"other":1}' })
      end
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:json_command():expect_error("worker", { code = "app.refused" })
    lease:expect_valid()
    lease:json_command():expect_error("protocol")
    lease:expect_valid()
    lease:json_command { typed = true, export = "t" }:expect_error("typed_command_response_decode", { export = "t" })
    lease:expect_valid()
    lease:json_command { unencodable = true, export = "u" }:expect_error("typed_command_request_encode", { export = check.null_or("u") })
    lease:expect_valid()
    lease:json_command():ok()
    pool:expect_spawned(1)
    pool:expect_snapshot { worker_restarts = 0 }
  end,
}
