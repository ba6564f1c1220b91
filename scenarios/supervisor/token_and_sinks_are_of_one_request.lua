return scenario {
  summary = "a token that was set concerns only calls that name it",
  clauses = { "CANCEL-01" },
  profile = "supervisor",

  drive = function(sup)
    sup:cancel("one")
    sup:health { token = "two" }:ok()
    sup:health {}:ok()
    sup:health { token = "one" }:expect_error("cancelled")
    sup:health { token = "two" }:ok()
    sup:expect_stats({ requests = 3, restarts = 0 }, "STATS-01")
    sup:expect_received(0, { "health", "health", "health" })
  end,
}
