return scenario {
  summary = "a thousand healthy requests, each with a little on stderr, do not fill a pipe",
  clauses = { "FIX-05" },
  profile = "supervisor",
  timeout_ms = 40000,
  defects = { 20 },

  child = function(worker)
    worker:handshake()
    local line = string.rep("w", 149) .. "\n"
    worker:serve {
      count = 1000,
      on = {
        health = function(w)
          w:stderr(line)
          w:answer("health_ok")
        end,
      },
    }
    worker:stderr("last of a thousand\n")
    worker:exit(1)
  end,

  drive = function(sup)
    for _ = 1, 1000 do
      sup:health {}:ok()
    end
    sup:child(0):expect_exit()
    local e = sup:health {}:expect_error("child_panic_or_abort")
    check.match(e.exit.diagnostics, "last of a thousand")
    sup:expect_stats { requests = 1000 }
  end,
}
