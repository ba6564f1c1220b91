return scenario {
  summary = "the check finds a start that fails at its health check, or at its session",
  clauses = { "CAP-04" },
  profile = "session",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = {
      health = function(child)
        if child.name == "dies" then child:abort() end
        if child.name == "leaves" then child:exit(0) end
        if child.name == "sick" then child:error("app.sick", "sick") else child:answer("health_ok") end
      end,
      open_host_session = function(child) child:error("app.closed", "closed") end,
    } }
  end,

  drive = function(sup)
    for _, name in ipairs { "sick", "dies", "leaves", "closed" } do
      local worker = sup:worker(name)
      local findings = worker:check_capability():ok().findings
      check.truth(#findings >= 1, "there is a finding")
      check.equal(findings[1].code, "lean_rs.worker.bootstrap.startup_failed")
      check.equal(worker:child(0):state(), "reaped")
    end
  end,
}
