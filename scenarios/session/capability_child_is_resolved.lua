return scenario {
  summary = "a capability without an executable starts the child that resolution finds, and fails typed where it finds none",
  clauses = { "CAP-01", "CHILD-01" },
  profile = "session",
  spawn = false,

  drive = function(sup)
    local folder = sup:executable():match("^(.*)/[^/]*$")
    sup:open_capability { config = { child = { name = "no-such-child", executable_dir = folder } } }
      :expect_error("worker_child_unresolved")
    local e = sup:open_capability { config = { child = { name = "run.json", executable_dir = folder } } }
      :expect_error("worker_child_not_executable")
    check.match(e.path, "/run%.json$")
    sup:expect_spawned(0)
    -- who follows links starts the child from elsewhere, and it finds the harness by this
    local env = { { "CHILDPROOF_RUN", folder .. "/run.json" } }
    local opening = sup:open_capability { config = { child = { name = "fake-child", executable_dir = folder }, env = env } }
    opening:ok()
    opening.session:json_command():ok()
    sup:expect_spawned(1)
  end,
}
