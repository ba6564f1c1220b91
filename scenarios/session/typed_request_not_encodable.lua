return scenario {
  summary = "a request that cannot be encoded sends nothing and counts nothing",
  clauses = { "SESSION-04" },
  profile = "session",

  drive = function(sup)
    local session = sup:session()
    session:json_command { export = "first", unencodable = true }
      :expect_error("typed_command_request_encode", { export = check.null_or("first") })
    local stream = session:stream { export = "second", unencodable = true }
    stream:expect_error("typed_command_request_encode", { export = check.null_or("second") })
    stream:expect_rows(0)
    sup:expect_stats { requests = 1, stream_requests = 0, stream_failures = 0, restarts = 0 }
    session:expect_valid(true)
    session:json_command():ok()
    sup:expect_received(0, { "open_host_session", "json_command" })
  end,
}
