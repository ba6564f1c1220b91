return scenario {
  summary = "two sessions on one child live and die with it",
  clauses = { "SESSION-02", "SESSION-01" },
  profile = "session",

  drive = function(sup)
    local one = sup:session { session = "one" }
    local two = sup:session { session = "two", host = { imports = json.array { "Other" } } }
    one:json_command():ok()
    two:json_command():ok()
    sup:expect_stats { imports = 2, requests = 4 }
    sup:cycle():ok()
    one:expect_valid(false)
    two:expect_valid(false)
    one:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    two:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    sup:expect_received(1, {})
  end,
}
