-- Does the subject follow virtual time? Its child never answers; at twenty times the speed the request's four seconds take
-- two tenths of a real one.
return scenario {
  summary = "a subject under virtual time sees its deadline early",
  clauses = { "TIMEOUT-01" },
  profile = "supervisor",
  config = { request_timeout_ms = 4000, startup_timeout_ms = 60000, shutdown_timeout_ms = 60000 },
  time = { speed = 20 },
  timeout_ms = 2500,
  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:hang()
    end
    worker:serve()
  end,
  drive = function(sup) sup:health {}:expect_error("timeout") end,
}
