return scenario {
  summary = "typed commands fail the same way where they are run on a worker without a session",
  clauses = { "SESSION-04" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child) child:answer("json_command", { response_json = "{}" }) end } }
  end,

  drive = function(sup)
    sup:json_command { export = "a", unencodable = true }:expect_error("typed_command_request_encode", { export = check.null_or("a") })
    sup:json_command { export = "b", typed = true }:expect_error("typed_command_response_decode", { export = "b" })
    check.equal(sup:json_command():ok().response, {})
    sup:expect_received(0, { "json_command", "json_command" })
    sup:expect_stats { requests = 2, restarts = 0 }
  end,
}
