return scenario {
  summary = "when the new child takes its first step the old one is reaped already, after a cycle and after a kill",
  clauses = { "RESTART-01", "RESTART-08" },
  profile = "supervisor",
  config = { request_timeout_ms = 200 },

  child = function(worker)
    if worker.generation > 0 then
      worker:meet("born " .. worker.generation)
    end
    worker:handshake()
    if worker.generation == 1 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local cycle = sup:cycle()
    sup:at("born 1")
    check.equal(sup:child(0):state(), "reaped")
    sup:let("born 1")
    cycle:ok()
    local late = sup:health {}
    sup:at("born 2")
    check.equal(sup:child(1):state(), "reaped")
    sup:let("born 2")
    late:expect_error("timeout")
  end,
}
