return scenario {
  summary = "the check finds a child that leaves before its handshake, one that sends no frame of it, and one of another protocol version",
  clauses = { "CAP-04" },
  profile = "session",
  spawn = false,

  child = function(worker)
    if worker.name == "leaves" then worker:exit(3) end
    if worker.name == "goes" then worker:exit(0) end
    if worker.name == "babbles" then worker:frame("{]") worker:hang() end
    worker:handshake { protocol = 11, configure = false }
    worker:hang()
  end,

  drive = function(sup)
    for _, name in ipairs { "leaves", "goes", "babbles", "differs" } do
      local worker = sup:worker(name)
      local findings = worker:check_capability():ok().findings
      check.truth(#findings >= 1, "there is a finding")
      check.equal(findings[1].code, "lean_rs.worker.bootstrap.handshake_failed")
      worker:expect_spawned(1)
      check.equal(worker:child(0):state(), "reaped")
    end
  end,
}
