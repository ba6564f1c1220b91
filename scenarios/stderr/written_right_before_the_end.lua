return scenario {
  summary = "sixty kilobytes of stderr written right before the end are all in the diagnostics",
  clauses = { "EXIT-03", "FIX-05" },
  profile = "supervisor",
  defects = { 1 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr("BEGIN " .. string.rep("x", 60000) .. " END")
    worker:exit(1)
  end,

  drive = function(sup)
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.match(e.exit.diagnostics, "^BEGIN x+ END")
    check.at_least(#e.exit.diagnostics, 60010)
  end,
}
