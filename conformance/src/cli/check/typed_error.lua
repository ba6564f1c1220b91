return scenario {
  summary = "a child's typed error is kind worker with its code; the worker stays usable",
  clauses = { "REQ-06" },
  profile = "supervisor",
  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:error("demo.refused", "not today")
    worker:serve()
  end,
  drive = function(sup)
    local e = sup:health {}:expect_error("worker")
    check.truth(e.code == "demo.refused", "an error of kind worker has `code`, the child's own")
    check.truth(type(e.message) == "string", "every error has `message`")
    sup:health {}:ok()
  end,
}
