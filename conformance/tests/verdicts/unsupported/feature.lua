return scenario {
  summary = "a feature that is not claimed is unsupported",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  needs = { "reuse" },
  drive = function(sup) end,
}
