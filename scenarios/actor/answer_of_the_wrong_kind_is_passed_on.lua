return scenario {
  summary = "an answer of the wrong status is a protocol error, passed on without another attempt",
  clauses = { "ACTOR-09" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(w) w:answer("health_ok", {}) end } }
  end,

  drive = function(sup)
    local actor = sup:actor()
    actor:submit { op = "json_command", body = { export = "demo", request_json = "{}" } }:expect_error("protocol")
    actor:expect_received(0, { "json_command" })
    actor:expect_facts { healthy = true, restarts_total = 0 }
  end,
}
