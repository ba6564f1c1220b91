return scenario {
  summary = "a configured cap of 32 MiB lets a 3 MiB answer through, and one of 17 MiB, most of which is ignored",
  clauses = { "WIRE-07", "DEFAULT-01" },
  profile = "supervisor",
  config = { max_frame_bytes = 33554432 },
  timeout_ms = 45000,
  defects = { 5 },

  child = function(worker)
    worker:handshake()
    worker:expect("json_command")
    worker:answer("json_command", { response_json = string.rep("r", 3000000) })
    worker:expect("health")
    worker:frame('{"version":10,"pad":"' .. string.rep("p", 17 << 20) .. '","message":{"type":"response","body":{"status":"health_ok"}}}')
    worker:serve()
  end,

  drive = function(sup)
    local text = sup:request("json_command", { export = "e", request_json = "{}" }):ok().response_json
    check.equal(#text, 3000000)
    sup:health {}:ok()
    sup:health {}:ok()
  end,
}
