return scenario {
  summary = "after a replacement the metadata are those of the child that is there now, and of this worker",
  clauses = { "SPAWN-04", "RESTART-08" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake { version = worker.name .. "/" .. worker.generation }
    worker:serve()
  end,

  drive = function(sup)
    check.equal(sup:metadata().worker_version, "a/0")
    sup:cycle():ok()
    check.equal(sup:metadata().worker_version, "a/1")
    sup:cycle():ok()
    check.equal(sup:metadata().worker_version, "a/2")
    local other = sup:worker("b")
    check.equal(other:spawn {}:ok().worker_version, "b/0")
    check.equal(sup:metadata().worker_version, "a/2")
    sup:cycle():ok()
    check.equal(other:metadata().worker_version, "b/0")
    check.equal(sup:metadata().worker_version, "a/3")
  end,
}
