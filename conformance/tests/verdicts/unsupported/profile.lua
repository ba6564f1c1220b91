return scenario {
  summary = "a profile that is not claimed is unsupported",
  clauses = { "SPAWN-04" },
  profile = "bench",
  drive = function(sup) end,
}
