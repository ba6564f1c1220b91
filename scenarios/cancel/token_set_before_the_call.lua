return scenario {
  summary = "a token that is set before the call cancels it without a frame, a count or a restart",
  clauses = { "CANCEL-01", "REQ-01", "FACTS-01" },
  profile = "supervisor",

  drive = function(sup)
    sup:cancel("early")
    sup:cancel("early")
    local e = sup:health { token = "early" }:expect_error("cancelled", { operation = "health" })
    check.equal(e.resource.cause, "worker_cancelled", "FACTS-01")
    check.equal(e.resource.work_entered_child, false, "FACTS-01")
    check.equal(e.resource.worker_generation, 0, "FACTS-01")
    sup:request("load_fixture_capability", { manifest_path = "m" }, { token = "early" }):expect_error("cancelled")
    sup:expect_stats {
      requests = 0, imports = 0, import_like_admission_attempts = 0, import_like_admitted = 0, exits = 0,
      restarts = 0, cancelled_restarts = 0, replacement_attempts = 0,
    }
    sup:health {}:ok()
    sup:expect_received(0, { "health" })
    sup:expect_spawned(1)
  end,
}
