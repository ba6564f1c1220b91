return scenario {
  summary = "an answer in an envelope of another version is a protocol failure, whatever is in it",
  clauses = { "WIRE-03", "FIX-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    local versions = { 9, 11, 0, 18446744073709551 }
    local version = versions[worker.generation + 1]
    if version then
      worker:expect("health")
      worker:frame('{"version":' .. version .. ',"message":{"type":"response","body":{"status":"health_ok"}}}')
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for index = 1, 4 do
      sup:health {}:expect_error("protocol")
      check.equal(sup:child(index - 1):state(), "reaped", "FIX-01")
      sup:cycle():ok()
    end
    sup:health {}:ok()
  end,
}
