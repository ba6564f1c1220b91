return scenario {
  summary = "a header over the cap, in answer to terminate, is a protocol failure: killed at once",
  clauses = { "SHUT-01", "WIRE-02" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 8000 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:raw("\127\255\255\255")
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    call:expect_ok { outcome = "graceful_protocol_failed_killed" }
    call:within(5000)
    sup:expect_gone()
  end,
}
