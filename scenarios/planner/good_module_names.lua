return scenario {
  summary = "components of letters, digits, `_` and `'`, each beginning with a letter or `_`, are names, however long",
  clauses = { "PLAN-02" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    for _, name in ipairs { "A", "_", "A.B.C", "a1", "A'.b''", "_1._2", "Mathlib.Data.Nat.Basic" } do
      sup:plan { name }:expect_batches { { name } }
    end
    -- each character of the allowed ones
    local names = {}
    for byte = string.byte("0"), string.byte("z") do
      local character = string.char(byte)
      if character:find("[%a_]") then names[#names + 1] = character .. ".Z" .. character end
      if character:find("%d") then names[#names + 1] = "_.Z" .. character end
    end
    table.sort(names)
    sup:plan(names):expect_batches { names }
    -- as long as it likes, in one component or in many
    local long = ("L"):rep(300)
    sup:plan { long }:expect_batches { { long } }
    long = ("Part."):rep(300) .. "Last"
    sup:plan { long }:expect_batches { { long } }
  end,
}
