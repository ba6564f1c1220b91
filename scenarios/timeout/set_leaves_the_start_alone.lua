return scenario {
  summary = "a changed request timeout is none of the start's: a replacement may take longer to greet",
  clauses = { "SPAWN-09", "TIMEOUT-04" },
  profile = "supervisor",
  config = { startup_timeout_ms = 20000 },

  child = function(worker)
    if worker.generation > 0 then
      worker:wait(500)
    end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:set_request_timeout(150)
    sup:cycle():ok()
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
