return scenario {
  summary = "each child's exit is counted once and kept as the last one, whichever way the child went",
  clauses = { "STATS-01", "STATS-02", "EXIT-01", "STATE-01" },
  profile = "stream",
  timeout_ms = 30000,
  config = { shutdown_timeout_ms = 5000, request_timeout_ms = 20000 },

  child = function(worker)
    worker:handshake()
    local ways = {
      [0] = function() -- something unasked waits in the pipe
        worker:serve { count = 1 }
        worker:message("diagnostic", { code = "late", message = "nobody asked" })
        worker:mark("spoke")
        worker:hang()
      end,
      function() -- its output is closed while it is idle
        worker:serve { count = 1 }
        worker:close("stdout")
        worker:mark("closed")
        worker:hang()
      end,
      function() -- it dies idle, and a shutdown finds it
        worker:meet("up")
        worker:exit(41)
      end,
      function() -- it leaves when it is asked to, with a status of its own
        worker:expect("terminate")
        worker:terminating()
        worker:stderr("words of generation three\n")
        worker:exit(42)
      end,
      function() worker:serve() end,
    }
    ways[worker.generation]()
  end,

  drive = function(sup)
    local function expect_exits(count, code, signal)
      sup:expect_stats { exits = count, restarts = count - 1 }
      local last = sup:snapshot().last_exit
      check.truth(type(last) == "table", "there is a last exit", "STATS-02")
      check.equal(last.code, code == nil and check.null or code, "STATS-02")
      check.equal(last.signal, signal == nil and check.null or signal, "STATS-02")
      return last
    end
    sup:health {}:ok()
    sup:expect_mark_or_end("spoke")
    sup:stream { export = "demo" }:expect_error("protocol")
    expect_exits(1, nil, 9)
    sup:cycle():ok()
    sup:health {}:ok()
    sup:expect_mark_or_end("closed")
    sup:set_request_timeout(2000) -- the longest that a parent may wait for the end of such a child
    local outcome = sup:health {}:outcome() -- the exit that followed, or protocol; or the deadline, which replaces the child
    sup:set_request_timeout(20000)
    if outcome.error and outcome.error.kind == "timeout" then
      sup:expect_stats { exits = 2, restarts = 2 }
    else
      expect_exits(2, nil, 9)
      sup:cycle():ok()
    end
    sup:let("up")
    sup:child(2):expect_exit()
    check.equal(sup:shutdown {}:expect_ok({ outcome = "already_exited" }).exit.code, 41, "EXIT-01")
    expect_exits(3, 41)
    sup:cycle():ok()
    sup:cycle():ok()
    local last = sup:snapshot().last_exit
    check.truth(type(last) == "table", "there is a last exit", "STATS-02")
    check.equal(last.code, 42, "STATS-02")
    check.match(last.diagnostics, "words of generation three", "STATS-02")
    sup:expect_stats { exits = 4, restarts = 4 }
    local report = sup:shutdown { mode = "immediate" }:expect_ok { outcome = "kill_only" }
    check.equal(report.exit.signal, 9, "EXIT-01")
    expect_exits(5, nil, 9)
    sup:expect_gone()
  end,
}
