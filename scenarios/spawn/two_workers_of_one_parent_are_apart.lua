return scenario {
  summary = "a call on one worker neither waits for nor disturbs the call in flight on another",
  clauses = { "REQ-03", "STATE-01" },
  profile = "supervisor",
  needs = { "concurrent" },
  defects = { 28 },

  child = function(worker)
    worker:handshake()
    if worker.name == "a" then
      worker:expect("health")
      worker:meet("asked")
      worker:answer("health_ok")
    elseif worker.generation == 0 then
      worker:expect("health")
      worker:exit(4)
    end
    worker:serve()
  end,

  drive = function(sup)
    local waiting = sup:health {}
    sup:at("asked")
    local other = sup:worker("b")
    other:spawn {}:ok()
    other:health {}:expect_error("child_panic_or_abort")
    other:cycle():ok()
    other:drop():ok()
    check.truth(waiting:pending(), "the first call is still waiting")
    sup:let("asked")
    waiting:ok()
    sup:expect_stats { requests = 1, exits = 0 }
  end,
}
