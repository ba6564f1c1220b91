local LARGE = string.rep("x", 300000)

return scenario {
  summary = "a signal that interrupts the parent while it waits for a handshake, an answer, room in the pipe or the child's end ends nothing",
  clauses = { "REQ-02", "SPAWN-04", "FIX-08", "SHUT-01" },
  profile = "supervisor",
  spawn = false,
  defects = { 28 },
  timeout_ms = 30000,
  config = { startup_timeout_ms = 20000, request_timeout_ms = 20000, shutdown_timeout_ms = 20000 },

  child = function(worker)
    worker:meet("before the handshake")
    worker:handshake()
    worker:expect("health")
    worker:meet("asked")
    worker:answer("health_ok")
    worker:readable(20000) -- the pipe is full from now on
    worker:meet("before the large request")
    worker:expect("json_command")
    worker:answer("json_command", { response_json = "{}" })
    worker:expect("terminate")
    worker:meet("leaving")
    worker:terminating()
    worker:exit(0)
  end,

  drive = function(sup)
    local function interrupted(meeting)
      sup:at(meeting)
      for _ = 1, 3 do sup:interrupt() end
      sup:let(meeting)
    end
    local spawn = sup:spawn {}
    interrupted("before the handshake")
    spawn:ok("SPAWN-04")
    local health = sup:health {}
    interrupted("asked")
    health:ok("REQ-02")
    local large = sup:request("json_command", { export = "e", request_json = '"' .. LARGE .. '"' })
    interrupted("before the large request")
    large:expect_ok({ response_json = "{}" }, "FIX-08")
    local shutdown = sup:shutdown {}
    interrupted("leaving")
    local report = shutdown:expect_ok({ outcome = "graceful" }, "SHUT-01")
    check.equal(report.exit.code, 0, "SHUT-01")
    sup:expect_stats({ requests = 2, exits = 1, restarts = 0 }, "REQ-02")
    sup:expect_gone()
  end,
}
