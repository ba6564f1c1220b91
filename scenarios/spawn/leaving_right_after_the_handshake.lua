return scenario {
  summary = "a child that leaves right after its handshake, time after time, leaves no zombie",
  clauses = { "FIX-10", "SPAWN-07", "REQ-05" },
  profile = "supervisor",
  timeout_ms = 40000,
  spawn = false,
  tags = { "restart-storm" },
  defects = { 27 },

  child = function(worker)
    worker:handshake { configure = false }
    worker:exit(0)
  end,

  drive = function(sup)
    local expected = { child_exited = true, child_panic_or_abort = true, protocol = true }
    for _ = 1, 40 do
      local outcome = sup:spawn {}:outcome()
      if outcome.ok then
        -- the frame limit went into the pipe before the child was gone: its exit is found by the next call
        local later = sup:health {}:outcome()
        check.truth(later.error ~= nil, "the next call says that the child is gone", "REQ-05")
        check.truth(expected[later.error.kind], "kind " .. tostring(later.error.kind) .. " says that the child is gone", "SPAWN-07")
        sup:drop():ok()
      else
        check.truth(expected[outcome.error.kind], "kind " .. tostring(outcome.error.kind) .. " says that the child is gone", "SPAWN-07")
      end
    end
    sup:expect_gone()
    sup:expect_spawned(40)
  end,
}
