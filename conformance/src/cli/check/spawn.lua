return scenario {
  summary = "spawn starts the program in config.executable and answers what its handshake said",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  spawn = false,
  drive = function(sup)
    local ok = sup:spawn {}:ok()
    check.truth(ok.worker_version == "fake-child/1", "spawn's `ok` has `worker_version`, the text of the child's handshake")
    check.truth(ok.protocol_version == 10, "spawn's `ok` has `protocol_version`, a number: that of the child's handshake")
    check.truth(ok.lean_version == nil or ok.lean_version == json.null, "spawn's `ok` has `lean_version`, null")
    sup:expect_spawned(1)
  end,
}
