return scenario {
  summary = "a time-out that nobody expected fails where the machine lost no time",
  clauses = { "REQ-02" },
  profile = "supervisor",
  config = { request_timeout_ms = 1500 },
  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:hang()
  end,
  drive = function(sup)
    sup:health {}:ok()
  end,
}
