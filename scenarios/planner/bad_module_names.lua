return scenario {
  summary = "empty components, other beginnings and other characters are refused, with the name and a reason",
  clauses = { "PLAN-02" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    for _, name in ipairs { "", ".", "A.", ".A", "A..B", "1A", "A.1B", "'A", "A.'", "A-B", "A B", "A/B", "A.B\n", "Ä", "A.β", "Aé", "A\u{663}", "A\u{2081}", "A:B", " A", "A ", "A. B", "\tA" } do
      local error = sup:plan { "Good", name }:expect_error("invalid_module_name", { module = name })
      check.truth(type(error.reason) == "string" and #error.reason > 0, "a reason")
    end
  end,
}
