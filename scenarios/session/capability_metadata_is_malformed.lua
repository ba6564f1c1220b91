return scenario {
  summary = "a start whose metadata export gives malformed JSON fails with that kind and leaves no process",
  clauses = { "CAP-03", "CAP-01" },
  profile = "session",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { capability_metadata = function(child)
      child:answer("capability_metadata_malformed", { message = "expected value at line 1" })
    end } }
  end,

  drive = function(sup)
    sup:open_capability { metadata = { export = "meta" } }:expect_error("capability_metadata_malformed")
    check.equal(sup:child(0):state(), "reaped", "CAP-01")
  end,
}
