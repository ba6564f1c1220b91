return scenario {
  summary = "a start whose token was set beforehand is cancelled and leaves no process",
  clauses = { "CAP-01" },
  profile = "session",
  spawn = false,

  drive = function(sup)
    sup:cancel("early")
    sup:open_capability { token = "early" }:expect_error("cancelled")
    for generation = 0, sup:spawned() - 1 do check.equal(sup:child(generation):state(), "reaped") end
  end,
}
