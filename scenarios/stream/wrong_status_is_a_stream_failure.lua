return scenario {
  summary = "an answer of another operation ends a stream as kind protocol and a failure; the child goes on",
  clauses = { "REQ-07", "STREAM-04" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    worker:row("rows", { ordinal = 0 })
    worker:answer("health_ok")
    worker:serve()
  end,

  drive = function(sup)
    sup:stream { export = "demo" }:expect_error("protocol")
    sup:expect_stats { stream_successes = 0, stream_failures = 1, exits = 0, requests = 1 }
    sup:health {}:ok()
    sup:expect_spawned(1)
  end,
}
