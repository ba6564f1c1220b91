return scenario {
  summary = "a session of the new generation works; the old one stays invalid",
  clauses = { "SESSION-02" },
  profile = "session",

  drive = function(sup)
    local old = sup:session { session = "old" }
    sup:cycle():ok()
    local new = sup:session { session = "new" }
    check.equal(new:status().generation, 1)
    check.equal(old:status().generation, 0)
    new:expect_valid(true)
    old:expect_valid(false)
    new:json_command():ok()
    old:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    sup:cycle():ok()
    new:expect_valid(false)
  end,
}
