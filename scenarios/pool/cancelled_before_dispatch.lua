return scenario {
  summary = "a command whose token was set beforehand leaves the lease valid and the child untouched",
  clauses = { "FIX-20", "CANCEL-01" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    sup:cancel("t")
    local e = lease:json_command { token = "t" }:expect_error("cancelled", nil, "CANCEL-01")
    check.equal(e.resource.work_entered_child, false, "CANCEL-01")
    lease:expect_valid()
    pool:expect_received(0, { "health", "open_host_session" }, "CANCEL-01")
    lease:json_command():ok()
    pool:expect_snapshot { worker_restarts = 0, cancelled_restarts = 0 }
  end,
}
