return scenario {
  summary = "a start whose token was set beforehand is cancelled and leaves no process",
  clauses = { "CAP-01" },
  profile = "session",
  spawn = false,

  drive = function(sup)
    sup:cancel("early")
    sup:open_capability { token = "early" }:expect_error("cancelled")
    sup:expect_reaped()
  end,
}
