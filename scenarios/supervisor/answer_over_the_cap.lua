return scenario {
  summary = "an answer whose header names more than the cap is refused at the header; one of exactly the cap is taken",
  clauses = { "WIRE-02", "FIX-01" },
  profile = "supervisor",
  config = { max_frame_bytes = 65536 },
  defects = { 5 },

  child = function(worker)
    worker:handshake()
    local head, tail = '{"version":10,"message":{"type":"response","body":{"status":"health_ok","pad":"', '"}}}'
    worker:expect("health")
    worker:frame(head .. string.rep("p", 65536 - #head - #tail) .. tail)
    worker:expect("health")
    worker:raw("\0\1\0\1")
    worker:hang()
  end,

  drive = function(sup)
    sup:health {}:ok()
    local call = sup:health {}
    call:expect_error("protocol")
    call:within(5000)
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
    sup:expect_status("exited")
  end,
}
