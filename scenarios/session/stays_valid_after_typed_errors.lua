return scenario {
  summary = "a typed error of the child and an answer of the wrong status leave the session valid",
  clauses = { "SESSION-02", "REQ-06" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    local count = 0
    worker:serve { on = { json_command = function(child, body)
      count = count + 1
      if count == 1 then
        child:error("app.refused", "no")
      elseif count == 2 then
        child:answer("health_ok")
      else
        child:answer("json_command", { response_json = body.request_json })
      end
    end } }
  end,

  drive = function(sup)
    local session = sup:session()
    session:json_command():expect_error("worker", { code = "app.refused" })
    session:json_command():expect_error("protocol")
    session:expect_valid(true)
    check.equal(session:json_command { request = { still = true } }:ok().response, { still = true })
    sup:expect_snapshot { worker_generation = 0 }
  end,
}
