return scenario {
  summary = "plain text on stdout is refused as a frame over the cap, without waiting for its body",
  clauses = { "SPAWN-05", "WIRE-02" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:raw("Lean (version 4.9.0, x86_64-unknown-linux-gnu)\n")
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:spawn { startup_timeout_ms = 8000 }
    call:expect_error("child_panic_or_abort")
    call:within(6500)
    check.equal(sup:child(0):state(), "reaped")
  end,
}
