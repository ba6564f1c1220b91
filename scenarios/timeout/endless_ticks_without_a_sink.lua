local texts = {
  '{"version":10,"message":{"type":"progress_tick","body":{"phase":"p","current":100000}}}',
  '{"version":10,"message":{"type":"diagnostic","body":{"code":"c","message":"m"}}}',
}

return scenario {
  summary = "an endless flood of ticks, or of diagnostics, that nobody asked for ends at the deadline",
  clauses = { "FIX-02", "STREAM-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 250 },

  child = function(worker)
    worker:handshake()
    local text = texts[worker.generation + 1]
    if text then
      worker:expect("health")
      local block = string.rep(string.char(0, 0, 0, #text) .. text, 1000)
      while true do
        worker:raw(block)
      end
    end
    worker:serve()
  end,

  drive = function(sup)
    for _ in ipairs(texts) do
      local call = sup:health {}
      call:expect_error("timeout", { operation = "health" })
      call:not_before(250)
      call:within(3000)
    end
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
