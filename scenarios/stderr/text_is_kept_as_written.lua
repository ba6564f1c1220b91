return scenario {
  summary = "what a child wrote to stderr comes back as it was: carriage returns, escapes, a NUL and white space at its ends included",
  clauses = { "EXIT-03" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr(" \tone\r\ntwo\rthree\tfour \27[31mred\27[0m five\0 six \127 seven\n\n\neight \n\n")
    worker:exit(1)
  end,

  drive = function(sup)
    local diagnostics = sup:health {}:expect_error("child_panic_or_abort").exit.diagnostics
    for _, part in ipairs { " \tone\r\ntwo\rthree", "three\tfour", "\27[31mred\27[0m", "six \127 seven", "seven\n\n\neight \n\n" } do
      check.truth(diagnostics:find(part, 1, true) ~= nil, "the diagnostics hold " .. json.encode(part))
    end
  end,
}
