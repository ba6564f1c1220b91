local bodies = {
  '{"status":"error","code":"c","message":"a\nb"}',
  '{"status":"error","code":"c","message":"\255"}',
  '{"status":"error","code":"c","message":"\\ud800"}',
  '{"status":"error","code":"c","message":"\\udc00\\ud800"}',
  '{"status":"error","code":"c","message":"m",}',
  "{'status':'health_ok'}",
  '{"status":"u64","value":01}',
}

return scenario {
  summary = "control characters, broken UTF-8 and lone surrogates in strings that the parent decodes are decode errors",
  clauses = { "WIRE-10" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    local text = bodies[worker.generation + 1]
    if text then
      worker:expect("health")
      worker:frame('{"version":10,"message":{"type":"response","body":' .. text .. "}}")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for _ in ipairs(bodies) do
      sup:health {}:expect_error("protocol")
      sup:cycle():ok()
    end
    sup:health {}:ok()
  end,
}
