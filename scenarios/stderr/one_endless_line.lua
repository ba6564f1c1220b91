return scenario {
  summary = "a line of megabytes on stderr blocks the child no more than many short ones, and its end is kept",
  clauses = { "FIX-05", "EXIT-03" },
  profile = "supervisor",
  defects = { 20 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    for _ = 1, 50 do
      worker:stderr(string.rep("x", 60000))
    end
    worker:answer("health_ok")
    worker:expect("health")
    worker:stderr(string.rep("y", 1000) .. " LAST WORDS")
    worker:exit(1)
  end,

  drive = function(sup)
    sup:health {}:ok()
    local diagnostics = sup:health {}:expect_error("child_panic_or_abort").exit.diagnostics
    check.match(diagnostics, "yyyy LAST WORDS%s*$", "EXIT-03")
  end,
}
