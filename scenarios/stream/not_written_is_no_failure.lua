return scenario {
  summary = "a stream that was never written is no stream failure: not read in time, refused by its policy's restart, or by an exhausted supervisor",
  clauses = { "STREAM-04", "STATS-01" },
  profile = "stream",
  config = { max_frame_bytes = 8388608 },

  child = function(worker)
    worker:handshake()
    if worker.name == "unread" and worker.generation == 0 then
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local none = { requests = 1, stream_requests = 0, stream_failures = 0, stream_successes = 0 }
    local unread = sup:worker("unread")
    unread:spawn { request_timeout_ms = 250 }:ok()
    unread:stream { export = "demo", request = { text = string.rep("w", 3000000) } }:expect_error("timeout")
    unread:set_request_timeout(20000)
    unread:health {}:ok()
    unread:expect_stats(none, "STREAM-04")

    local refused = sup:worker("refused")
    refused:spawn { policy = { max_requests = 1 }, restart_limit = { max = 1, window_ms = 600000 } }:ok()
    refused:cycle():ok()
    refused:health {}:ok()
    refused:stream { export = "demo" }:expect_error("restart_limit_exceeded")
    refused:expect_stats(none, "STREAM-04")
    refused:stream { export = "demo" }:expect_error("shutdown_in_progress")
    refused:emit_rows { streams = { "s" } }:expect_error("shutdown_in_progress")
    refused:expect_stats(none, "STREAM-04")
  end,
}
