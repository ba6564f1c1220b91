return scenario {
  summary = "a call that ends before its time fails",
  clauses = { "TIMEOUT-01" },
  profile = "supervisor",
  drive = function(sup)
    local call = sup:health {}
    call:ok()
    call:not_before(60000)
  end,
}
