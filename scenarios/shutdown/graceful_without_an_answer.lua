return scenario {
  summary = "a child that ends on terminate without a word is graceful",
  clauses = { "SHUT-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 6000 },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:exit(0)
  end,

  drive = function(sup)
    local call = sup:shutdown {}
    call:expect_ok { outcome = "graceful", kill_elapsed_ms = check.null }
    call:within(4000)
    sup:expect_gone()
  end,
}
