return scenario {
  summary = "pool_open, acquire, lease, release_lease, pool_snapshot and pool_close, with their fields",
  clauses = { "POOL-01", "POOL-05" },
  profile = "pool",
  spawn = false,
  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    local acquire = pool:acquire("A")
    check.truth(acquire:ok().worker_generation == 0, "the ok of acquire has `worker_generation`")
    local lease = acquire.lease
    check.equal(lease:json_command { request = { n = 1 } }:ok().response, { n = 1 })
    local stream = lease:stream()
    stream:expect_row("rows", 0)
    stream:ok()
    lease:health():ok()
    lease:set_request_timeout(20000):ok()
    local status = lease:status()
    check.truth(status.valid == true, "the status of a lease has `valid`")
    check.equal(status.reason, json.null)
    local snapshot = pool:snapshot()
    for _, field in ipairs {
      "max_workers", "workers", "active_workers", "warm_leases", "queue_depth", "rss_samples_unavailable", "requests", "imports",
      "worker_restarts", "max_request_restarts", "max_import_restarts", "rss_restarts", "idle_restarts", "cancelled_restarts",
      "timeout_restarts", "policy_restarts", "queue_timeouts", "memory_budget_rejections", "stream_requests", "stream_successes",
      "stream_failures", "data_rows_delivered", "data_row_payload_bytes", "backpressure_waits", "backpressure_failures",
    } do
      check.truth(type(snapshot[field]) == "number", "the snapshot has `" .. field .. "`, a number")
    end
    lease:cycle():ok()
    local e = lease:json_command():expect_error("lease_invalidated")
    check.truth(type(e.reason) == "string", "the error has `reason`")
    lease:release():ok()
    lease:release():expect_error("lease_invalidated")
    pool:lease("A"):drop():ok()
    pool:close():ok()
    pool:expect_gone()
  end,
}
