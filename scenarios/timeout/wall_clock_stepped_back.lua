return scenario {
  summary = "a wall clock that jumps an hour back delays no deadline",
  clauses = { "TIMEOUT-05", "TIMEOUT-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 2000 },
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
    call:expect_error("timeout", { duration_ms = 2000 })
    call:not_before(2000)
    call:within(5500)
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
