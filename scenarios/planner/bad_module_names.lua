return scenario {
  summary = "empty components, other beginnings and other characters are refused, with the name and a reason",
  clauses = { "PLAN-02" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    local function refused(name)
      local error = sup:plan { "Good", name }:expect_error("invalid_module_name", { module = name })
      check.truth(type(error.reason) == "string" and #error.reason > 0, "a reason")
    end
    for _, name in ipairs { "", ".", "A.", ".A", "A..B", "1A", "A.1B", "'A", "A.'", "A-B", "A B", "A/B", "A.B\n", "Ä", "A.β", "Aé", "A\u{663}", "A\u{2081}", "A:B", " A", "A ", "A. B", "\tA" } do refused(name) end
    -- every character of ASCII that is none of the allowed ones, wherever it stands
    for byte = 1, 127 do
      local character = string.char(byte)
      if not character:find("[%w_'.]") then
        refused("Good.A" .. character .. "B")
        refused("Good." .. character)
      end
      if character:find("[%d']") then refused(character .. "Good") end
    end
  end,
}
