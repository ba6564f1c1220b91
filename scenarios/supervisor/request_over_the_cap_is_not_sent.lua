return scenario {
  summary = "a request whose frame is over the cap is kind protocol before a byte is written, counts nothing and leaves the worker usable",
  clauses = { "WIRE-09", "WIRE-02", "REQ-01" },
  profile = "supervisor",
  config = { max_frame_bytes = 65536, policy = { max_requests = 2 } },

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(w) w:answer("json_command", { response_json = "{}" }) end } }
  end,

  drive = function(sup)
    local big, fitting = string.rep("a", 70000), string.rep("a", 60000)
    for _ = 1, 3 do
      sup:request("json_command", { export = "e", request_json = big }):expect_error("protocol")
    end
    sup:expect_stats { requests = 0, exits = 0 }
    sup:request("json_command", { export = "e", request_json = fitting }):ok()
    sup:health {}:ok()
    sup:expect_received(0, { "json_command", "health" })
    sup:expect_stats { requests = 2, exits = 0, restarts = 0 }
    sup:expect_status("running")
  end,
}
