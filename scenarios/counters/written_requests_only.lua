return scenario {
  summary = "requests counts frames that were written: refused, cancelled and impossible ones do not count, failed ones do",
  clauses = { "STATS-01", "REQ-01" },
  profile = "supervisor",
  config = { max_frame_bytes = 65536 },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("json_command")
      worker:error("c", "m")
      worker:expect("health")
      worker:answer("capability_loaded")
      worker:expect("health")
      worker:exit(1)
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:request("json_command", { export = "e", request_json = "{}" }):expect_error("worker")
    sup:expect_stats { requests = 1 }
    sup:health {}:expect_error("protocol")
    sup:expect_stats { requests = 2 }
    sup:request("json_command", { export = "e", request_json = string.rep(" ", 70000) }):expect_error("protocol")
    sup:cancel("t")
    sup:health { token = "t" }:expect_error("cancelled")
    sup:expect_stats { requests = 2 }
    sup:health {}:expect_error("child_panic_or_abort")
    sup:expect_stats { requests = 3 }
    sup:health {}:expect_error("child_panic_or_abort")
    sup:expect_stats { requests = 3, exits = 1 }
    sup:cycle():ok()
    sup:expect_stats { requests = 3, restarts = 1 }
    sup:health {}:ok()
    sup:expect_stats { requests = 4 }
    sup:shutdown {}:ok()
    sup:expect_stats { requests = 4, exits = 2 }
  end,
}
