return scenario {
  summary = "of megabytes on stderr a bounded tail is kept: at least the last 64 KiB, and far from all",
  clauses = { "EXIT-03", "FIX-05" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr("the very first words\n")
    worker:stderr_bytes(24000000)
    worker:stderr("START OF THE TAIL" .. string.rep("t", 65000) .. "LAST WORDS")
    worker:abort()
  end,

  drive = function(sup)
    local diagnostics = sup:health {}:expect_error("child_panic_or_abort").exit.diagnostics
    check.match(diagnostics, "LAST WORDS%s*$", "FIX-05")
    check.match(diagnostics, "START OF THE TAILt+LAST WORDS")
    check.at_most(#diagnostics, 4000000, "FIX-05")
    check.truth(not diagnostics:match("the very first words"), "the beginning was let go", "FIX-05")
  end,
}
