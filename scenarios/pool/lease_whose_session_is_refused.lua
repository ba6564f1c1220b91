return scenario {
  summary = "where the fresh child of a cycled worker refuses the key's session the command is not run, and a later one may work",
  clauses = { "LEASE-01", "LEASE-05" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker.strict = true -- a command without a session is refused
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
      local again = acquire.lease:json_command()
      local e = again:outcome().error
      check.truth(not e or e.code ~= "lean_rs.worker.session_missing", "a session that was refused is opened for the next command")
      again:ok("LEASE-05")
    end
  end,
}
