return scenario {
  summary = "after a frame that is no JSON the next acquire of the key gets a working worker",
  clauses = { "POOL-11", "FIX-20" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation == 0 and { json_command = function(child)
      child:frame("not JSON")
      child:hang()
    end } or {} }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:json_command():expect_error("protocol")
    check.equal(lease:status().valid, false, "FIX-20")
    lease:release():ok()
    local again = pool:acquire("A")
    again:expect_ok { worker_generation = 1 }
    again.lease:json_command():ok()
  end,
}
