return scenario {
  summary = "a child that closed its stdin before the frame limit is written is killed and reaped; the parent survives the broken pipe",
  clauses = { "FIX-10", "SPAWN-07", "FIX-08" },
  profile = "supervisor",
  spawn = false,
  defects = { 24 },

  child = function(worker)
    if worker.generation == 0 then
      worker:close("stdin")
      worker:handshake { configure = false }
      worker:hang()
    end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    local outcome = sup:spawn {}:outcome()
    check.truth(outcome.error ~= nil, "the spawn fails", "SPAWN-07")
    local kind = outcome.error.kind
    check.truth(kind == "protocol" or kind == "child_panic_or_abort",
      "kind " .. tostring(kind) .. " says that the child could not be set up", "SPAWN-07")
    sup:expect_gone()
    sup:spawn {}:ok()
    sup:health {}:ok()
  end,
}
