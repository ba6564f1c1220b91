return scenario {
  summary = "closing a pool kills children that ignore every request to leave",
  clauses = { "POOL-10", "SHUT-04" },
  profile = "pool",
  defects = { 7 },
  spawn = false,
  config = { shutdown_timeout_ms = 300 },

  child = function(worker)
    worker:handshake()
    worker:ignore("TERM")
    worker:serve { on = { terminate = function(child) child:hang() end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    pool:lease("A")
    pool:lease("B"):release():ok()
    local close = pool:close()
    close:ok()
    pool:expect_gone()
    close:within(2 * (300 + 5000), "SHUT-04")
  end,
}
