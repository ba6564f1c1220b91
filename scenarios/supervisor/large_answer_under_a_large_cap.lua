return scenario {
  summary = "a configured cap of 8 MiB lets a 3 MiB answer through",
  clauses = { "WIRE-07", "DEFAULT-01" },
  profile = "supervisor",
  config = { max_frame_bytes = 8388608 },
  defects = { 5 },

  child = function(worker)
    worker:handshake()
    worker:expect("json_command")
    worker:answer("json_command", { response_json = string.rep("r", 3000000) })
    worker:serve()
  end,

  drive = function(sup)
    local text = sup:request("json_command", { export = "e", request_json = "{}" }):ok().response_json
    check.equal(#text, 3000000)
    sup:health {}:ok()
  end,
}
