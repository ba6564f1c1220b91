return scenario {
  summary = "a wall clock that jumps an hour back delays no deadline",
  clauses = { "TIMEOUT-05", "TIMEOUT-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 500 },
  time = { step_wall = true },
  needs = { "concurrent" },
  defects = { 26 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:meet("asked")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:health {}
    sup:at("asked")
    sup:step_wall(-3600)
    sup:let("asked")
    call:expect_error("timeout", { duration_ms = 500 })
    call:not_before(500)
    call:within(4000)
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
