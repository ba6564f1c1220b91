return scenario {
  summary = "a dead child is reported before any policy is looked at: no restart, no attempt counted",
  clauses = { "POLICY-01", "REQ-05" },
  profile = "supervisor",
  config = { policy = { max_requests = 1, max_imports = 1 } },

  drive = function(sup)
    sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
    sup:child(0):signal("KILL")
    sup:child(0):expect_exit()
    sup:request("load_fixture_capability", { manifest_path = "m" }):expect_error("child_panic_or_abort")
    sup:health {}:expect_error("child_panic_or_abort")
    sup:expect_stats { requests = 1, restarts = 0, import_like_admission_attempts = 1, import_like_admitted = 1, exits = 1 }
    sup:expect_spawned(1)
  end,
}
