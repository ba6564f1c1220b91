return scenario {
  summary = "a valid handshake yields the child's version, the protocol version and no Lean version",
  clauses = { "SPAWN-04", "WIRE-08" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    worker:handshake { version = "lean-worker 4.2.0-rc1" }
    worker:serve()
  end,

  drive = function(sup)
    sup:spawn {}:expect_ok { worker_version = "lean-worker 4.2.0-rc1", protocol_version = 10, lean_version = check.null }
    local metadata = sup:metadata()
    check.equal(metadata.worker_version, "lean-worker 4.2.0-rc1")
    check.equal(metadata.protocol_version, 10)
    sup:expect_status("running")
  end,
}
