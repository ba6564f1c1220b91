return scenario {
  summary = "a request larger than a pipe holds arrives whole, also at a child that reads slowly",
  clauses = { "WIRE-01", "WIRE-09", "FIX-08" },
  profile = "supervisor",
  config = { max_frame_bytes = 8388608, request_timeout_ms = 20000 },

  child = function(worker)
    worker:handshake()
    worker:wait(150)
    local body = worker:expect("json_command")
    worker:check(#body.request_json == 2000000, "all of it arrives")
    worker:answer("json_command", { response_json = "{}" })
    worker:serve()
  end,

  drive = function(sup)
    sup:request("json_command", { export = "e", request_json = string.rep("q", 2000000) }):ok()
    sup:expect_stats { requests = 1 }
    sup:health {}:ok()
  end,
}
