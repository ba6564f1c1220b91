return scenario {
  summary = "a stream, metadata or the doctor on a fresh child come after the key's session was opened there",
  clauses = { "LEASE-01" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker.strict = true -- what needs a session is refused without one
    worker:serve()
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    for _, command in ipairs { "stream", "capability_metadata", "capability_doctor" } do
      pool:lease("A"):cycle():ok()
      local lease = pool:lease("A")
      lease[command](lease):ok()
      lease:release():ok()
    end
    pool:expect_spawned(4)
  end,
}
