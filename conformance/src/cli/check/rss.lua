return scenario {
  summary = "rss takes a sample of the child's memory",
  clauses = { "RSS-01" },
  profile = "supervisor",
  needs = { "rss" },
  drive = function(sup)
    local sample = sup:rss()
    check.truth(type(sample.kib) == "number" and sample.kib > 0, "rss's `ok` has `kib`, a number, or null where there is no sample")
  end,
}
