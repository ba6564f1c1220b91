return scenario {
  summary = "a header of 4,294,967,295 bytes is refused at once, without memory for it and without waiting for it",
  clauses = { "WIRE-02", "FIX-01" },
  profile = "supervisor",
  defects = { 5 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:raw("\255\255\255\255")
    worker:hang()
  end,

  drive = function(sup)
    local call = sup:health {}
    call:expect_error("protocol")
    call:within(5000)
    check.equal(sup:child(0):state(), "reaped", "FIX-01")
  end,
}
