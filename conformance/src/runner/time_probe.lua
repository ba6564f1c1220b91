-- Does the subject follow fast time? Its children never answer, never greet and never leave; at sixty times the speed the
-- four seconds of each limit take less than a tenth of a real one. A subject of which only some waits follow does not follow.
return scenario {
  summary = "a subject under fast time sees its deadlines early",
  clauses = { "TIMEOUT-01" },
  profile = "supervisor",
  config = { request_timeout_ms = 4000, startup_timeout_ms = 600000, shutdown_timeout_ms = 4000 },
  time = { speed = 60 },
  timeout_ms = 4000,
  child = function(worker)
    if worker.name == "b" then
      worker:hang()
    end
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:hang()
    end
    worker:hang()
  end,
  drive = function(sup)
    sup:health {}:expect_error("timeout")
    sup:worker("b"):spawn { startup_timeout_ms = 4000 }:expect_error("timeout")
    sup:shutdown {}:ok()
  end,
}
