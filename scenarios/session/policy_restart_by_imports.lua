return scenario {
  summary = "a second session whose opening hits max_imports is opened in the fresh child; the first one is invalid",
  clauses = { "FIX-21", "SESSION-01", "SESSION-02", "POLICY-01" },
  profile = "session",
  defects = { 13 },
  config = { policy = { max_imports = 1 } },

  drive = function(sup)
    local first = sup:session { session = "first" }
    first:json_command():ok()
    local second = sup:session { session = "second" }
    check.equal(second:status().generation, 1, "SESSION-02")
    second:expect_valid(true, "SESSION-02")
    first:expect_valid(false)
    first:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    second:json_command():ok()
    sup:expect_received(1, { "open_host_session", "json_command" })
    sup:expect_stats({ max_import_restarts = 1, imports = 2 }, "POLICY-01")
  end,
}
