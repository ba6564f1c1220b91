return scenario {
  summary = "a profile that is not claimed is unsupported",
  clauses = { "SPAWN-04" },
  profile = "actor",
  drive = function(sup) end,
}
