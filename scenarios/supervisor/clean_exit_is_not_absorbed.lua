return scenario {
  summary = "a child that ends with status 0 during a verification is child_exited, and nothing is restarted",
  clauses = { "REQ-09", "REQ-08" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("verify_declaration")
    worker:exit(0)
  end,

  drive = function(sup)
    sup:request("verify_declaration", { request = { name = "n" }, targets = { "n" } }):expect_error("child_exited")
    sup:expect_stats { restarts = 0, exits = 1 }
    sup:expect_spawned(1)
  end,
}
