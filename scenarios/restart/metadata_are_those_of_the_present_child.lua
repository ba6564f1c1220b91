return scenario {
  summary = "after a replacement the metadata are those of the child that is there now",
  clauses = { "SPAWN-04", "RESTART-08" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake { version = "worker/" .. worker.generation }
    worker:serve()
  end,

  drive = function(sup)
    check.equal(sup:metadata().worker_version, "worker/0")
    sup:cycle():ok()
    check.equal(sup:metadata().worker_version, "worker/1")
    sup:cycle():ok()
    check.equal(sup:metadata().worker_version, "worker/2")
  end,
}
