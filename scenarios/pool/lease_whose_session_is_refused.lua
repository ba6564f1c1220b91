return scenario {
  summary = "where the fresh child of a cycled worker refuses the key's session the command is not run, and a later one may work",
  clauses = { "LEASE-01", "LEASE-05" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    local refusals = worker.generation == 1 and 1 or 0
    while true do
      worker:serve { count = 1, on = refusals > 0 and { open_host_session = function(child)
        refusals = refusals - 1
        child:error("app.busy", "not now")
      end } or {} }
    end
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A"):cycle():ok()
    -- the refusal may meet the acquire already
    local acquire = pool:acquire("A")
    if acquire:outcome().ok then
      acquire.lease:json_command():expect_error("worker", { code = "app.busy" })
      for _, op in ipairs(pool:received(1)) do
        check.truth(op ~= "json_command", "no command reaches a child that refused its session")
      end
      acquire.lease:json_command():ok("LEASE-05")
    end
  end,
}
