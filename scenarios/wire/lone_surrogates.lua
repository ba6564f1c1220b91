local lone = {
  "\\ud800", "\\udfff", "x\\udc00x", "\\ud800x", "\\udbff\\n", "\\ud800\\n1234", "\\ud800xudc00", "\\ud800\\u0041", "\\ud800\\ue000",
  "\\udbff\\udbff", "\\udc00\\ud800",
}

return scenario {
  summary = "half of an escaped pair of surrogates is a decode error, whatever stands behind it",
  clauses = { "WIRE-10" },
  profile = "supervisor",
  timeout_ms = 40000,
  config = { restart_limit = { max = 100, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    local text = lone[worker.generation + 1]
    if text then
      worker:expect("health")
      worker:frame('{"version":10,"message":{"type":"response","body":{"status":"error","code":"c","message":"' .. text .. '"}}}')
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for _, text in ipairs(lone) do
      local error = sup:health {}:outcome().error
      check.equal(error and error.kind or "ok", "protocol")
      sup:cycle():ok()
    end
    sup:health {}:ok()
  end,
}
