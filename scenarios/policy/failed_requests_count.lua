return scenario {
  summary = "a request that was written counts towards max_requests, whatever came of it; one that was not does not",
  clauses = { "POLICY-01", "REQ-01" },
  profile = "supervisor",
  config = { policy = { max_requests = 3 }, max_frame_bytes = 65536 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("json_command")
      worker:error("demo.failed", "no")
      worker:expect("health")
      worker:answer("u64", { value = 1 })
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:request("json_command", { export = "e", request_json = "{}" }):expect_error("worker")
    sup:health {}:expect_error("protocol")
    sup:cancel("t")
    sup:health { token = "t" }:expect_error("cancelled")
    sup:request("json_command", { export = "e", request_json = string.rep("x", 70000) }):expect_error("protocol")
    sup:health {}:ok()
    sup:expect_spawned(1)
    sup:health {}:ok()
    sup:expect_received(0, { "json_command", "health", "health", "terminate" })
    sup:expect_stats { requests = 4, max_request_restarts = 1 }
  end,
}
