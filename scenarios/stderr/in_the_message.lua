return scenario {
  summary = "the text of an exit error tells the status and what the child said",
  clauses = { "DISPLAY-01" },
  profile = "supervisor",
  needs = { "display" },
  defects = { 2 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr("  failed to load plugin\n\n")
    worker:exit(worker.generation == 0 and 3 or 0)
  end,

  drive = function(sup)
    local function expect_text(call, kind, status)
      local text = tostring(call:expect_error(kind).message)
      local rest = status .. ": failed to load plugin"
      check.truth(text == "worker exited with " .. rest or text == "worker exited fatally with " .. rest, "it reads " .. text)
    end
    expect_text(sup:health {}, "child_panic_or_abort", "exit status: 3")
    sup:cycle():ok()
    expect_text(sup:health {}, "child_exited", "exit status: 0")
  end,
}
