return scenario {
  summary = "an opening whose token was set beforehand sends nothing and counts nothing",
  clauses = { "SESSION-01", "CANCEL-01" },
  profile = "session",

  drive = function(sup)
    sup:cancel("t")
    sup:open_session { token = "t" }:expect_error("cancelled", { operation = "open_worker_session" })
    sup:expect_stats { requests = 0, imports = 0, import_like_admission_attempts = 0, restarts = 0 }
    sup:session():json_command():ok()
    sup:expect_received(0, { "open_host_session", "json_command" })
  end,
}
