local endings = { b = "exit", c = "abort", d = "bad frame", e = "silence", f = "none" }

return scenario {
  summary = "several supervisors in one process that fail at the same time keep their exits, counters and stderr apart",
  clauses = { "STATE-01", "EXIT-03", "STATS-01" },
  profile = "supervisor",
  needs = { "concurrent" },
  defects = { 23, 28 },
  timeout_ms = 30000,

  child = function(worker)
    worker:handshake()
    local ending = endings[worker.name]
    if worker.generation == 0 and ending then
      worker:expect("health")
      worker:stderr("words of " .. worker.name .. "\n")
      worker:meet("all together")
      if ending == "exit" then
        worker:exit(3)
      elseif ending == "abort" then
        worker:abort()
      elseif ending == "bad frame" then
        worker:frame("{]")
        worker:hang()
      elseif ending == "silence" then
        worker:hang()
      end
      worker:answer("health_ok")
    end
    worker:serve()
  end,

  drive = function(sup)
    local names, workers, calls = { "b", "c", "d", "e", "f" }, {}, {}
    for _, name in ipairs(names) do
      workers[name] = sup:worker(name)
      workers[name]:spawn { request_timeout_ms = name == "e" and 4000 or 30000 }:ok()
    end
    for _, name in ipairs(names) do
      calls[name] = workers[name]:health {}
    end
    for _, name in ipairs(names) do
      workers[name]:at("all together")
    end
    for _, name in ipairs(names) do
      workers[name]:let("all together")
    end
    local e = calls.b:expect_error("child_panic_or_abort")
    check.equal(e.exit.code, 3)
    check.equal(e.exit.diagnostics:match("words of %a"), "words of b", "EXIT-03")
    e = calls.c:expect_error("child_panic_or_abort")
    check.equal(e.exit.signal, 6)
    check.equal(e.exit.diagnostics:match("words of %a"), "words of c", "EXIT-03")
    calls.d:expect_error("protocol")
    calls.e:expect_error("timeout")
    calls.f:ok()
    workers.b:expect_stats { requests = 1, exits = 1, restarts = 0 }
    workers.c:expect_stats { requests = 1, exits = 1, restarts = 0 }
    workers.d:expect_stats { requests = 1, exits = 1, restarts = 0 }
    workers.e:expect_stats { requests = 1, exits = 1, restarts = 1, timeout_restarts = 1 }
    workers.f:expect_stats { requests = 1, exits = 0, restarts = 0 }
    sup:expect_stats { requests = 0, exits = 0, restarts = 0 }
    for _, name in ipairs { "b", "c", "d" } do
      workers[name]:cycle():ok()
      workers[name]:health {}:ok()
    end
    sup:health {}:ok()
  end,
}
