return scenario {
  summary = "a replacement that leaves right after its handshake, time after time, leaves no zombie, no descriptor and no lie",
  clauses = { "FIX-10", "SPAWN-07", "REQ-05", "FIX-11", "SHUT-05" },
  profile = "supervisor",
  timeout_ms = 40000,
  config = { restart_limit = { max = 1000, window_ms = 600000 } },
  tags = { "restart-storm" },
  defects = { 27 },

  child = function(worker)
    if worker.generation % 2 == 0 then
      worker:handshake()
      worker:serve()
    end
    worker:handshake { configure = false }
    if worker.generation % 4 == 1 then
      worker:close("stdin")
    end
    worker:exit(0)
  end,

  drive = function(sup)
    local gone = { child_exited = true, child_panic_or_abort = true, protocol = true }
    local up, descriptors = 0, nil
    for round = 1, 20 do
      local outcome = sup:cycle():outcome()
      if outcome.ok then
        up = up + 1 -- the frame limit went into the pipe before the child was gone
      else
        check.truth(gone[outcome.error.kind], "kind " .. tostring(outcome.error.kind) .. " says that the child is gone", "SPAWN-07")
      end
      sup:child(2 * round - 1):expect_exit()
      local later = sup:health {}:outcome()
      check.truth(later.error and gone[later.error.kind], "the next call says that the child is gone", "REQ-05")
      sup:expect_status("exited")
      check.equal(sup:child(2 * round - 1):state(), "reaped")
      sup:cycle():ok()
      sup:health {}:ok()
      sup:expect_snapshot({ worker_generation = round + up }, "FIX-11")
      descriptors = descriptors or sup:descriptors()
      check.at_most(sup:descriptors(), descriptors + 10, "SHUT-05")
    end
    sup:expect_spawned(41)
    sup:shutdown {}:ok()
    sup:expect_gone()
  end,
}
