return scenario {
  summary = "drop destroys the supervisor and its child; a dropped or unknown worker is kind unsupported_request",
  clauses = { "SHUT-03" },
  profile = "supervisor",
  drive = function(sup)
    sup:drop():ok()
    sup:expect_gone()
    sup:health {}:expect_error("unsupported_request")
    sup:worker("nobody"):health {}:expect_error("unsupported_request")
    sup:spawn {}:ok()
    sup:health {}:ok()
  end,
}
