local ROUNDS = 24

return scenario {
  summary = "children that are killed, and children that leave, take their descriptors with them: the parent's number does not grow",
  clauses = { "SHUT-05", "RESTART-08" },
  profile = "supervisor",
  timeout_ms = 40000,
  config = { restart_limit = { max = 100, window_ms = 60000 } },
  defects = { 23 },

  drive = function(sup)
    local function round()
      sup:shutdown { mode = "immediate" }:ok()
      sup:cycle():ok()
      sup:cycle():ok()
      sup:health {}:ok()
    end
    round() -- what a subject opens once, it opens here
    local before = sup:descriptors()
    for _ = 1, ROUNDS do
      round()
    end
    -- some are closed a little later: of what leaks there is one more for each round
    check.at_most(sup:descriptors(), before + ROUNDS * 3 // 4, "SHUT-05")
  end,
}
