return scenario {
  summary = "after a shutdown status says exited and requests get that exit; nothing is started by itself",
  clauses = { "REQ-05", "STATE-01", "SHUT-01" },
  profile = "supervisor",

  drive = function(sup)
    sup:health {}:ok()
    sup:shutdown {}:ok()
    local status = sup:expect_status("exited")
    check.equal(status.exit.code, 0)
    local outcome = sup:health {}:outcome()
    check.truth(outcome.error ~= nil, "the request is refused")
    local kind = outcome.error.kind
    check.truth(kind == "child_exited" or kind == "shutdown_in_progress", "refused by the exit, not " .. tostring(kind))
    sup:expect_stats { requests = 1, exits = 1 }
    sup:expect_spawned(1)
  end,
}
