local SMALL, LARGE = 65536, 3000000

return scenario {
  summary = "the configured cap holds for both directions in every generation: a small one is not widened by a restart, a large one not forgotten",
  clauses = { "WIRE-07", "WIRE-02", "RESTART-05", "WIRE-09" },
  profile = "supervisor",
  config = { max_frame_bytes = SMALL },
  timeout_ms = 20000,

  child = function(worker)
    local cap = worker.name == "b" and LARGE or SMALL
    worker:check(worker:handshake().max_frame_bytes == cap, "the child is told its cap")
    worker:serve {
      on = {
        json_command = function(_, body)
          local text = string.rep("x", tonumber(body.request_json))
          worker:frame('{"version":10,"message":{"type":"response","body":{"status":"json_command","response_json":"' .. text .. '"}}}')
        end,
      },
    }
  end,

  drive = function(sup)
    local function ask(worker, bytes) return worker:request("json_command", { export = "e", request_json = tostring(bytes) }) end
    local other = sup:worker("b")
    other:spawn { max_frame_bytes = LARGE }:ok()
    for generation = 0, 2 do
      check.equal(#ask(sup, 60000):ok().response_json, 60000)
      sup:request("json_command", { export = "e", request_json = string.rep(" ", 70000) }):expect_error("protocol", nil, "WIRE-09")
      ask(sup, 70000):expect_error("protocol", nil, generation > 0 and "RESTART-05" or "WIRE-02")
      sup:cycle():ok()
      check.equal(#ask(other, 2000000):ok(generation > 0 and "RESTART-05" or "WIRE-07").response_json, 2000000)
      other:request("json_command", { export = "e", request_json = "1" .. string.rep(" ", 2000000) }):ok()
      other:cycle():ok()
    end
    other:expect_stats({ requests = 6, exits = 3 }, "WIRE-07")
  end,
}
