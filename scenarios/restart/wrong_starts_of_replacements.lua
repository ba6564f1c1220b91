local function handshake(version, protocol)
  return '{"version":' .. version .. ',"message":{"type":"handshake","body":{"worker_version":"w","protocol_version":' .. protocol .. "}}}"
end

-- what a replacement does in place of a handshake, and the kind that a cycle ends with
local starts = {
  { function(worker) worker:frame(handshake(10, 9)) worker:hang() end, "child_panic_or_abort" },
  { function(worker) worker:frame(handshake(10, 11)) worker:hang() end, "child_panic_or_abort" },
  { function(worker) worker:frame(handshake(9, 10)) worker:hang() end, "child_panic_or_abort" },
  { function(worker) worker:frame("{") worker:hang() end, "child_panic_or_abort" },
  { function(worker) worker:answer("health_ok") worker:hang() end, "child_panic_or_abort" },
  { function(worker) worker:stderr("not today\n") worker:exit(0) end, "child_exited" },
  { function(worker) worker:stderr("not today\n") worker:exit(7) end, "child_panic_or_abort", 7 },
}

return scenario {
  summary = "a replacement's handshake is judged as the first child's was; what fails leaves generation, metadata and the old exit as they were",
  clauses = { "SPAWN-05", "RESTART-03", "FIX-11", "EXIT-03", "STATS-01" },
  profile = "supervisor",
  timeout_ms = 20000,
  config = { restart_limit = { max = 50, window_ms = 60000 } },

  child = function(worker)
    if worker.generation % 2 == 1 then
      starts[(worker.generation + 1) // 2][1](worker)
    end
    worker:handshake { version = "v" .. worker.generation }
    worker:serve()
  end,

  drive = function(sup)
    for index, start in ipairs(starts) do
      local e = sup:cycle():expect_error(start[2])
      check.equal(e.exit.success, start[2] == "child_exited")
      if start[3] then
        check.equal(e.exit.code, start[3])
      end
      if index > 5 then
        check.match(e.exit.diagnostics, "not today", "EXIT-03")
      end
      check.equal(sup:child(2 * index - 1):state(), "reaped")
      sup:expect_snapshot({ worker_generation = index - 1 }, "FIX-11")
      sup:expect_status("exited")
      sup:expect_stats({
        exits = index, restarts = 2 * index - 1, replacement_failures = index, replacement_successes = index - 1,
        last_replacement_skipped_reason = "spawn_failed",
      }, "RESTART-03")
      sup:cycle():ok()
      check.equal(sup:metadata().worker_version, "v" .. 2 * index)
      sup:expect_snapshot({ worker_generation = index }, "FIX-11")
      sup:health {}:ok()
    end
    sup:expect_stats { exits = #starts, explicit_cycles = 2 * #starts }
  end,
}
