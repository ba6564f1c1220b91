return scenario {
  summary = "an error of the child is shown with its code also where its message is empty, and a refused request with its operation",
  clauses = { "DISPLAY-03" },
  profile = "display",
  needs = { "display" },
  config = { restart_limit = { max = 1, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:error("demo.code", "")
    worker:serve()
  end,

  drive = function(sup)
    local e = sup:health {}:expect_error("worker")
    check.match(e.message, "^worker returned demo%.code:?%s*$")
    sup:cycle():ok()
    sup:cycle():expect_error("restart_limit_exceeded")
    e = sup:health {}:expect_error("shutdown_in_progress")
    check.equal(e.message, "worker operation worker_request was rejected because shutdown is in progress")
  end,
}
