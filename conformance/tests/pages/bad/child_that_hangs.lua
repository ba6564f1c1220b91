return scenario {
  summary = "fails: an answer is expected of a child that hangs until its deadline",
  clauses = { "TIMEOUT-02", "TIMEOUT-01" },
  profile = "supervisor",
  config = { request_timeout_ms = 150 },
  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,
  drive = function(sup)
    sup:health {}:expect_ok()
  end,
}
