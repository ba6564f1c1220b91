local frames = {
  '{"Version":10,"message":{"type":"response","body":{"status":"health_ok"}}}',
  '{"version":10,"MESSAGE":{"type":"response","body":{"status":"health_ok"}}}',
  '{"version":10,"message":{"Type":"response","body":{"status":"health_ok"}}}',
  '{"version":10,"message":{"type":"response","body":{"Status":"health_ok"}}}',
  '{"version":10,"message":{"type":"Response","body":{"status":"health_ok"}}}',
  '{"version":10,"message":{"type":"response","body":{"status":"HEALTH_OK"}}}',
  '{"version":10,"message":{"type":"response","body":{"status":"health_ok "}}}',
  '{"version":10,"message":{"type":"response","body":{"status":"error","code":"c","Message":"m"}}}',
}

return scenario {
  summary = "names are compared to the letter: one of another case is an unknown field, which is ignored, or an unknown name, which is an error",
  clauses = { "WIRE-04", "WIRE-03" },
  profile = "supervisor",
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    local text = frames[worker.generation + 1]
    worker:expect("health")
    if text then
      worker:frame(text)
      worker:hang()
    end
    worker:frame('{"Version":9,"version":10,"VERSION":11,"message":{"Type":"request","type":"response","Body":7,'
      .. '"body":{"Status":"error","status":"health_ok","STATUS":"u64","Code":"c"}}}')
    worker:expect("health")
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"error","Code":"not this","code":"this","message":"m","MESSAGE":"n"}}}')
    worker:serve()
  end,

  drive = function(sup)
    for index in ipairs(frames) do
      local outcome = sup:health {}:outcome()
      check.truth(outcome.error and outcome.error.kind == "protocol", "frame number " .. index .. " is kind protocol")
      sup:cycle():ok()
    end
    sup:health {}:ok()
    sup:health {}:expect_error("worker", { code = "this" })
    sup:health {}:ok()
  end,
}
