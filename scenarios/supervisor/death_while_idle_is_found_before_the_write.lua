return scenario {
  summary = "a child that died between requests is found before the write: its exit, again and again, counted once",
  clauses = { "REQ-05", "STATS-01", "STATE-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:answer("health_ok")
    worker:stderr("out of fuel\n")
    worker:exit(9)
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:child(0):expect_exit()
    for _ = 1, 3 do
      local e = sup:health {}:expect_error("child_panic_or_abort")
      check.equal(e.exit.code, 9)
      check.match(e.exit.diagnostics, "out of fuel", "EXIT-03")
    end
    sup:request("load_fixture_capability", { manifest_path = "m" }):expect_error("child_panic_or_abort")
    sup:expect_stats {
      requests = 1, exits = 1, restarts = 0, imports = 0,
      import_like_admission_attempts = 0, import_like_admitted = 0,
    }
    sup:expect_spawned(1)
    check.equal(sup:child(0):state(), "reaped")
  end,
}
