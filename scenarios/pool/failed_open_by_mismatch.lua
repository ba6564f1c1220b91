return scenario {
  summary = "a key whose expectation is not met gets the mismatch, and leaves nothing",
  clauses = { "POOL-03", "CAP-02" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local e = pool:acquire { metadata = { export = "meta", request = {}, expected = {
      commands = json.array {}, capabilities = json.array {}, lean_version = "0", extra = json.null,
    } } }:expect_error("capability_metadata_mismatch", { export = "meta" })
    check.equal(e.expected.lean_version, "0")
    pool:expect_reaped()
    pool:expect_snapshot({ workers = 0 }, "POOL-03")
    pool:lease("other"):json_command():ok()
  end,
}
