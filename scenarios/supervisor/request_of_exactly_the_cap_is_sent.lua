return scenario {
  summary = "a request whose frame is exactly as long as the cap is sent; one byte more is kind protocol",
  clauses = { "WIRE-02", "WIRE-09" },
  profile = "supervisor",
  config = { max_frame_bytes = 65536 },

  child = function(worker)
    worker:handshake()
    worker:serve {
      on = { json_command = function(w, _, bytes) w:answer("json_command", { response_json = tostring(bytes) }) end },
    }
  end,

  drive = function(sup)
    local function send(length)
      return sup:request("json_command", { export = "e", request_json = string.rep("a", length) })
    end
    -- however the subject writes its JSON, the frame grows by one byte with each letter
    local around = tonumber(send(1000):ok().response_json) - 1000
    local fitting = 65536 - around
    check.equal(send(fitting):ok().response_json, "65536")
    send(fitting + 1):expect_error("protocol", {}, "WIRE-09")
    check.equal(send(fitting - 1):ok().response_json, "65535")
    sup:expect_stats { requests = 3 }
  end,
}
