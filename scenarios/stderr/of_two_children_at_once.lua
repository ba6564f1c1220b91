return scenario {
  summary = "two children that flood their stderr at the same time block neither each other nor a request of a third",
  clauses = { "FIX-05", "EXIT-03" },
  profile = "supervisor",
  needs = { "concurrent" },
  defects = { 20 },

  child = function(worker)
    worker:handshake()
    if worker.name ~= "a" then
      worker:expect("health")
      worker:stderr_bytes(1500000)
      worker:stderr("last of " .. worker.name)
      worker:exit(1)
    end
    worker:serve()
  end,

  drive = function(sup)
    local second, third = sup:worker("b"), sup:worker("c")
    second:spawn {}:ok()
    third:spawn {}:ok()
    local one, two = second:health {}, third:health {}
    sup:health {}:ok()
    check.match(one:expect_error("child_panic_or_abort").exit.diagnostics, "last of b%s*$", "EXIT-03")
    check.match(two:expect_error("child_panic_or_abort").exit.diagnostics, "last of c%s*$", "EXIT-03")
  end,
}
