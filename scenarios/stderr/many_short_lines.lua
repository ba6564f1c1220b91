local LINES = 5000 -- 50,000 bytes and some: the tail holds at least 64 KiB

return scenario {
  summary = "a tail is bounded in bytes, not in lines: thousands of short ones are all kept, in order, empty ones too",
  clauses = { "EXIT-03", "FIX-05" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    local lines = {}
    for index = 1, LINES do
      lines[index] = index % 10 == 0 and "" or "line " .. index
    end
    worker:stderr("\n\n" .. table.concat(lines, "\n") .. "\nthe end")
    worker:exit(1)
  end,

  drive = function(sup)
    local diagnostics = sup:health {}:expect_error("child_panic_or_abort").exit.diagnostics
    check.truth(diagnostics:find("line 1\nline 2\nline 3\n", 1, true) ~= nil, "the first lines are there")
    check.truth(diagnostics:find("line 9\n\nline 11\n", 1, true) ~= nil, "an empty line is there")
    check.truth(diagnostics:find("line 4999\n\nthe end", 1, true) ~= nil, "the last lines are there")
    local _, count = diagnostics:gsub("line %d+", "")
    check.equal(count, LINES - LINES // 10)
  end,
}
