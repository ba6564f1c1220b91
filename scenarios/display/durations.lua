return scenario {
  summary = "a duration of whole and half seconds is shown in seconds, a shorter one in milliseconds",
  clauses = { "DISPLAY-03" },
  profile = "display",
  needs = { "display" },
  spawn = false,

  child = function(worker)
    worker:hang()
  end,

  drive = function(sup)
    local calls = {}
    for name, limit in pairs { a = 100, b = 1500, c = 1000, d = 999 } do
      calls[name] = sup:worker(name):spawn { startup_timeout_ms = limit }
    end
    check.equal(calls.a:expect_error("timeout").message, "worker operation startup timed out after 100ms")
    check.equal(calls.b:expect_error("timeout").message, "worker operation startup timed out after 1.5s")
    check.equal(calls.c:expect_error("timeout").message, "worker operation startup timed out after 1s")
    check.equal(calls.d:expect_error("timeout").message, "worker operation startup timed out after 999ms")
  end,
}
