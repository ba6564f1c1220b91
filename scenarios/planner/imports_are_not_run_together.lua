return scenario {
  summary = "imports are compared element by element, not as one text",
  clauses = { "PLAN-01" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    sup:plan { { module = "A", imports = { "AB", "C" } }, { module = "B", imports = { "A", "BC" } }, { module = "C", imports = { "ABC" } } }
      :expect_batches { { "B" }, { "A" }, { "C" } }
    -- the first element decides, whatever a separator would sort like
    local batches = sup:plan { { module = "A", imports = { "A'" } }, { module = "B", imports = { "A.B" } }, { module = "C", imports = { "A0" } },
      { module = "D", imports = { "A", "B" } }, { module = "E", imports = { "A", "B", "C" } }, { module = "F", imports = { "A" } } }
      :expect_batches { { "F" }, { "D" }, { "E" }, { "A" }, { "B" }, { "C" } }
    check.equal(batches[2].imports, { "A", "B" })
    -- each as often as it is there
    sup:plan { { module = "A", imports = { "I", "I" } }, { module = "B", imports = { "I" } }, { module = "C", imports = { "I", "I", "J" } },
      { module = "D", imports = { "I", "J" } } }:expect_batches { { "B" }, { "A" }, { "C" }, { "D" } }
    -- an empty one is one
    sup:plan { { module = "A", imports = { "I", "" } }, { module = "B", imports = { "" } }, { module = "C", imports = {} }, { module = "D", imports = { "", "I" } },
      { module = "E", imports = { "I" } }, { module = "F", imports = { "", "" } } }:expect_batches { { "C" }, { "B" }, { "F" }, { "D" }, { "E" }, { "A" } }
    -- to the last byte
    local long = ("L"):rep(300)
    sup:plan { { module = "A", imports = { long .. "2" } }, { module = "B", imports = { long .. "1" } }, { module = "C", imports = { long } } }
      :expect_batches { { "C" }, { "B" }, { "A" } }
  end,
}
