return scenario {
  summary = "metadata that differs from what a command expects invalidates the lease with those words, and no other lease",
  clauses = { "LEASE-04", "CAP-02" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease, other = pool:lease("A"), pool:lease("A")
    lease:capability_metadata { export = "facts", expected = {
      commands = json.array {}, capabilities = json.array {}, lean_version = "1", extra = json.null,
    } }:expect_error("capability_metadata_mismatch", { export = "facts" }, "CAP-02")
    lease:expect_invalid("capability metadata mismatch from facts")
    pool:lease("A"):json_command():ok()
    -- the worker is as good as before for who expects nothing
    other:expect_valid()
    other:json_command():ok()
    pool:expect_spawned(1)
  end,
}
