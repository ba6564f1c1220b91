return scenario {
  summary = "bytes of an unfinished handshake do not extend the startup timeout",
  clauses = { "SPAWN-06" },
  profile = "supervisor",
  spawn = false,
  timeout_ms = 20000,

  child = function(worker)
    worker:raw("\0\0\0\200")
    for _ = 1, 199 do -- for some 8 s
      worker:wait(40)
      worker:raw(" ")
    end
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:spawn { startup_timeout_ms = 250 }
    call:expect_error("timeout", { operation = "startup" })
    call:not_before(250)
    call:within(6750)
    if sup:spawned() == 0 then
      check.inconclusive("the machine was too slow to have a child before the startup timeout")
    end
    check.equal(sup:child(0):state(), "reaped")
  end,
}
