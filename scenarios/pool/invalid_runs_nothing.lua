return scenario {
  summary = "an invalid lease refuses every command with its reason, however often, and sends no frame",
  clauses = { "LEASE-03" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:cycle():ok()
    for _ = 1, 5 do
      for _, command in ipairs { "json_command", "stream", "capability_metadata", "capability_doctor", "health", "cycle" } do
        lease[command](lease):expect_error("lease_invalidated", { reason = "explicit worker cycle" })
      end
    end
    pool:expect_received(1, {})
    pool:expect_spawned(2)
    lease:release():ok()
  end,
}
