return scenario {
  summary = "a terminal that trickles in byte by byte does not extend the deadline",
  clauses = { "TIMEOUT-01", "FIX-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 250 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:raw("\0\0\1\0")
      for _ = 1, 200 do
        worker:wait(20)
        worker:raw(" ")
      end
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:health {}
    call:expect_error("timeout", { operation = "health" })
    call:not_before(250)
    call:within(3500)
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
