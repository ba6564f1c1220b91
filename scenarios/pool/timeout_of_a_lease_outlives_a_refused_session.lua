return scenario {
  summary = "a request timeout that is set on a lease still holds after a command whose session was refused",
  clauses = { "LEASE-06", "LEASE-05" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 8000 },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    local function hang() worker:hang() end
    local refused = worker.generation ~= 1
    local function refuse()
      refused = true
      worker:error("app.busy", "not now")
    end
    while not refused do
      worker:serve { count = 1, on = { open_host_session = refuse, json_command = hang } }
    end
    worker:serve { on = { json_command = hang } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A"):cycle():ok()
    -- the refusal may meet the acquire already
    local acquire = pool:acquire("A")
    local opened = acquire:outcome().ok ~= nil
    local lease = opened and acquire.lease or pool:lease("A")
    lease:set_request_timeout(1000):ok()
    if opened then
      local refused = lease:json_command():outcome()
      if refused.error and refused.error.kind == "timeout" then
        check.inconclusive("the machine did not let the child answer in time")
      end
      check.equal(refused.error and refused.error.code, "app.busy", "LEASE-05")
    end
    local call = lease:json_command()
    call:expect_error("timeout", { duration_ms = 1000 })
    call:within(4000)
  end,
}
