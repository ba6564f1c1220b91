return scenario {
  summary = "a request made while a shutdown is under way is refused and never reaches the child",
  clauses = { "REQ-04" },
  profile = "supervisor",
  needs = { "concurrent" },
  config = { shutdown_timeout_ms = 8000 },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:meet("stopping")
    if worker:readable(100) then -- at end of file, too
      worker:check(worker:next() == nil, "no request is written after terminate")
    end
    worker:terminating()
    worker:exit(0)
  end,

  drive = function(sup)
    local shutdown = sup:shutdown {}
    sup:at("stopping")
    local late = sup:health {}
    sup:let("stopping")
    shutdown:expect_ok { outcome = "graceful" }
    local outcome = late:outcome()
    check.truth(outcome.error ~= nil, "the request is refused")
    local kind = outcome.error.kind
    -- an adapter with one thread a worker makes the call only when the shutdown is over: then the child is found dead
    check.truth(kind == "shutdown_in_progress" or kind == "child_exited", "refused as shutdown_in_progress or by the exit, not " .. tostring(kind))
    sup:expect_stats { requests = 0 }
    sup:expect_received(0, { "terminate" })
  end,
}
