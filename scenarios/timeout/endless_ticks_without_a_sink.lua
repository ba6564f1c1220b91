return scenario {
  summary = "an endless flood of ticks that nobody asked for ends at the deadline",
  clauses = { "FIX-02", "STREAM-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 250 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      local tick = '{"version":10,"message":{"type":"progress_tick","body":{"phase":"p","current":100000}}}'
      local block = string.rep(string.char(0, 0, 0, #tick) .. tick, 1000)
      while true do
        worker:raw(block)
      end
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:health {}
    call:expect_error("timeout", { operation = "health" })
    call:not_before(250)
    call:within(3000)
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
