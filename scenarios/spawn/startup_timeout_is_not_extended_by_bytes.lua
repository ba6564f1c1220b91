return scenario {
  summary = "bytes of an unfinished handshake do not extend the startup timeout",
  clauses = { "SPAWN-06" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:raw("\0\0\0\100")
    for _ = 1, 99 do
      worker:wait(40)
      worker:raw(" ")
    end
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:spawn { startup_timeout_ms = 250 }
    call:expect_error("timeout", { operation = "startup" })
    call:not_before(250)
    call:within(1500)
    sup:expect_gone()
  end,
}
