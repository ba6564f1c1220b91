return scenario {
  summary = "a grandchild that keeps the pipes of a killed child delays neither an immediate shutdown nor a drop",
  clauses = { "FIX-06", "SHUT-03", "SHUT-04" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 300 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:grandchild { hold = { "stdout", "stderr" } }
    worker:mark("forked")
    worker:expect("terminate")
    worker:hang()
  end,

  drive = function(sup)
    local other = sup:worker("b")
    other:spawn {}:ok()
    sup:expect_mark("forked")
    other:expect_mark("forked")
    local kill = sup:shutdown { mode = "immediate" }
    kill:expect_ok { outcome = "kill_only" }
    kill:within(7000)
    local drop = other:drop()
    drop:ok()
    drop:within(7000, "SHUT-03")
    sup:expect_gone()
    other:expect_gone()
  end,
}
