local codes = { 1, 2, 64, 101, 126, 127, 128, 129, 130, 134, 137, 139, 143, 159, 200, 254 }

return scenario {
  summary = "an exit code is told as it is, also one that a shell would use for a signal: in the error, in status, in the report and as the last exit",
  clauses = { "EXIT-01", "REQ-05", "SHUT-01", "STATS-02" },
  profile = "supervisor",
  timeout_ms = 20000,
  config = { restart_limit = { max = 50, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:exit(codes[worker.generation + 1])
  end,

  drive = function(sup)
    for index, code in ipairs(codes) do
      local function expect_code(exit, clause)
        check.equal(exit.code, code, clause)
        check.truth(exit.signal == nil or exit.signal == json.null, "an exit by status has no signal", clause)
        check.equal(exit.status, "exit status: " .. code, clause)
        check.equal(exit.success, false, clause)
      end
      expect_code(sup:health {}:expect_error("child_panic_or_abort").exit, "EXIT-01")
      expect_code(sup:expect_status("exited").exit, "EXIT-01")
      expect_code(sup:health {}:expect_error("child_panic_or_abort").exit, "REQ-05")
      expect_code(sup:snapshot().last_exit, "STATS-02")
      expect_code(sup:shutdown {}:expect_ok({ outcome = "already_exited" }).exit, "SHUT-01")
      if index < #codes then
        sup:cycle():ok()
      end
    end
  end,
}
