return scenario {
  summary = "a lease whose session did not open in time says so, not that its command timed out",
  clauses = { "LEASE-04", "LEASE-03", "TIMEOUT-02" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 1000 },

  child = function(worker)
    worker:handshake()
    worker:serve { on = worker.generation == 1 and { open_host_session = function(child) child:hang() end } or {} }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local function acquired()
      local acquire = pool:acquire("A")
      local e = acquire:outcome().error
      if e and e.kind == "timeout" and (e.operation == "health" or pool:spawned() == 1) then
        check.inconclusive("the machine did not let the child answer in time")
      end
      return acquire
    end
    local first = acquired()
    first:ok()
    first.lease:cycle():ok()
    -- the fresh child may be asked for its session by the acquire already
    local acquire = acquired()
    if acquire:outcome().ok then
      acquire.lease:json_command():expect_error("timeout", { operation = "open_worker_session" }, "TIMEOUT-02")
      acquire.lease:expect_invalid("timed out during open_worker_session")
    else
      acquire:expect_error("timeout", { operation = "open_worker_session" }, "TIMEOUT-02")
    end
  end,
}
