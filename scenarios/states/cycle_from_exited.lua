return scenario {
  summary = "an exited worker is brought back by a cycle, after a shutdown as after a crash",
  clauses = { "STATE-01", "RESTART-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:expect_error("child_panic_or_abort")
    sup:cycle():ok()
    sup:expect_status("running")
    sup:health {}:ok()
    sup:shutdown {}:expect_ok { outcome = "graceful" }
    sup:expect_status("exited")
    sup:cycle():ok()
    sup:expect_status("running")
    sup:health {}:ok()
    sup:expect_stats { exits = 2, restarts = 2, explicit_cycles = 2, requests = 3 }
    sup:expect_snapshot { worker_generation = 2 }
    sup:expect_spawned(3)
  end,
}
