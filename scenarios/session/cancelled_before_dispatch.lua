return scenario {
  summary = "a token that was set beforehand leaves the session valid and sends nothing",
  clauses = { "FIX-20", "CANCEL-01" },
  profile = "session",

  drive = function(sup)
    local session = sup:session()
    sup:cancel("t")
    local e = session:json_command { token = "t" }:expect_error("cancelled", { operation = "worker_json_command" }, "CANCEL-01")
    check.equal(e.resource.work_entered_child, false, "CANCEL-01")
    session:stream { token = "t" }:expect_error("cancelled", nil, "CANCEL-01")
    for _, ask in ipairs { "capability_metadata", "capability_doctor" } do
      session[ask](session, { token = "t" }):expect_error("cancelled", { operation = "worker_" .. ask }, "CANCEL-01")
    end
    session:expect_valid(true)
    session:json_command():ok()
    sup:expect_received(0, { "open_host_session", "json_command" })
    sup:expect_stats { restarts = 0, requests = 2 }
  end,
}
