return scenario {
  summary = "a grandchild that goes on writing to stderr, faster than anybody reads, delays nothing after its parent's end",
  clauses = { "FIX-06", "REQ-08", "SHUT-04" },
  profile = "supervisor",
  tags = { "mid-stream-abort" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("health")
      worker:grandchild { hold = { "stderr" }, talk = "stderr" }
      worker:exit(3)
    end
    worker:expect("terminate")
    worker:grandchild { hold = { "stderr" }, talk = "stderr" }
    worker:terminating()
    worker:exit(0)
  end,

  drive = function(sup)
    local call = sup:health {}
    call:within(5000)
    check.equal(call:expect_error("child_panic_or_abort", nil, "REQ-08").exit.code, 3, "REQ-08")
    check.equal(sup:child(0):state(), "reaped", "REQ-08")
    sup:cycle():ok()
    call = sup:shutdown {}
    call:expect_ok({ outcome = "graceful" }, "SHUT-04")
    call:within(5000)
    sup:expect_gone()
  end,
}
