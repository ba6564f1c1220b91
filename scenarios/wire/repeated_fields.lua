local frames = {
  '{"version":10,"version":10,"message":{"type":"response","body":{"status":"health_ok"}}}',
  '{"version":10,"message":{"type":"response","body":{"status":"health_ok"}},"message":{"type":"response","body":{"status":"health_ok"}}}',
  '{"version":10,"message":{"type":"response","type":"response","body":{"status":"health_ok"}}}',
  '{"version":10,"message":{"type":"response","body":{"status":"health_ok"},"body":{"status":"health_ok"}}}',
  '{"version":10,"message":{"type":"response","body":{"status":"health_ok","status":"health_ok"}}}',
  '{"version":10,"message":{"type":"progress_tick","body":{"phase":"a","phase":"b","current":1}}}',
}

return scenario {
  summary = "a field of the protocol that comes twice is a decode error at every level",
  clauses = { "WIRE-04" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    local text = frames[worker.generation + 1]
    if text then
      worker:expect("health")
      worker:frame(text)
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for _ in ipairs(frames) do
      sup:health {}:expect_error("protocol")
      sup:cycle():ok()
    end
    sup:health {}:ok()
  end,
}
