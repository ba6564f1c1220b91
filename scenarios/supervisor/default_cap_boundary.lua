return scenario {
  summary = "by default an answer of exactly 1,048,576 bytes is taken and one byte more is refused",
  clauses = { "DEFAULT-01", "WIRE-02", "WIRE-07" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    local head, tail = '{"version":10,"message":{"type":"response","body":{"status":"health_ok","pad":"', '"}}}'
    local pad = string.rep("p", 1048576 - #head - #tail)
    worker:expect("health")
    worker:frame(head .. pad .. tail)
    worker:expect("health")
    worker:frame(head .. pad .. "p" .. tail)
    worker:hang()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:health {}:expect_error("protocol")
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
  end,
}
