return scenario {
  summary = "a child that takes a large request in small sips is given up at the deadline: what it took does not move it",
  clauses = { "FIX-08", "TIMEOUT-01" },
  profile = "supervisor",
  timeout_ms = 20000,
  config = { request_timeout_ms = 400 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      -- it would take 8 seconds
      while worker:swallow(2048) > 0 do
        worker:wait(20)
      end
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:request("json_command", { export = "e", request_json = string.rep(" ", 900000) .. "1" })
    call:expect_error("timeout", { operation = "worker_json_command" })
    call:not_before(400)
    call:within(3500)
    check.equal(sup:child(0):state(), "reaped")
    sup:set_request_timeout(20000)
    sup:health {}:ok()
  end,
}
