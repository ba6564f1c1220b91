return scenario {
  summary = "a u64 answer keeps all of its 64 bits",
  clauses = { "WIRE-04", "REQ-02" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("call_fixture_mul")
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"u64","value":18446744073709551615}}}')
    worker:expect("call_fixture_mul")
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"u64","value":9007199254740993}}}')
    worker:serve()
  end,

  drive = function(sup)
    local body = { manifest_path = "m", lhs = 1, rhs = 1 }
    local value = sup:request("call_fixture_mul", body):ok().value
    check.equal(tostring(value), "18446744073709551615")
    value = sup:request("call_fixture_mul", body):ok().value
    check.equal(tostring(value), "9007199254740993")
  end,
}
