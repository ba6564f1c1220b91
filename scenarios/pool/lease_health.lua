return scenario {
  summary = "a lease can ask for health, and works through metadata and doctor as well",
  clauses = { "LEASE-01" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    lease:health():ok()
    check.equal(lease:capability_metadata { export = "meta" }:ok().commands, json.array { { name = "meta", version = "1" } })
    check.equal(#lease:capability_doctor():ok().diagnostics, 1)
    local stream = lease:stream { progress = true }
    stream:expect_row("rows", 0, '{"ordinal":0}')
    stream:expect_progress("rows", 1, 2)
    stream:expect_row("rows", 1, '{"ordinal":1}')
    stream:expect_ok { total_rows = 2 }
    lease:expect_valid()
    check.equal(lease:status().generation, 0)
  end,
}
