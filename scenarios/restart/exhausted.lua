return scenario {
  summary = "an exhausted supervisor refuses requests and cycles for good, tells the last child's end, looking at it changes nothing, shutdown works",
  clauses = { "RESTART-09", "REQ-04", "FIX-12", "STATE-01", "EXIT-03" },
  profile = "supervisor",
  config = { restart_limit = { max = 1, window_ms = 60000 } },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    worker:serve { on = {
      terminate = function(w)
        w:stderr("goodbye of " .. w.generation .. "\n")
        w:terminating()
        w:exit(0)
      end,
    } }
  end,

  drive = function(sup)
    sup:cycle():ok()
    sup:cycle():expect_error("restart_limit_exceeded", { restarts = 1, window_ms = 60000 })
    for _ = 1, 3 do
      check.equal(sup:expect_status("exited").exit.diagnostics, "goodbye of 1\n", "EXIT-03")
      sup:health {}:expect_error("shutdown_in_progress", { operation = "worker_request" })
      sup:cycle():expect_error("restart_limit_exceeded")
    end
    sup:request("load_fixture_capability", { manifest_path = "m" }):expect_error("shutdown_in_progress")
    sup:expect_stats { requests = 0, restarts = 1, exits = 2, explicit_cycles = 1 }
    sup:expect_snapshot { worker_generation = 1 }
    sup:shutdown {}:expect_ok { outcome = "already_exited" }
    sup:health {}:expect_error("shutdown_in_progress")
    sup:expect_spawned(2)
    sup:expect_gone()
    sup:drop():ok()
    sup:spawn {}:ok()
    sup:health {}:ok()
  end,
}
