return scenario {
  summary = "the handshake tells of the protocol, the metadata export of the capability, and neither speaks for the other",
  clauses = { "CAP-05", "CAP-01" },
  profile = "session",
  spawn = false,

  child = function(worker)
    worker:handshake { version = "protocol-side/3" }
    worker:serve { on = { capability_metadata = function(child)
      child:answer("capability_metadata", { metadata = {
        commands = json.array { { name = "worker_version", version = "capability-side/9" } }, capabilities = json.array {},
        lean_version = "4.12.0", extra = { worker_version = "capability-side/9", protocol_version = 99 },
      } })
    end } }
  end,

  drive = function(sup)
    local opening = sup:open_capability { metadata = { export = "meta" } }
    opening:expect_ok { worker_version = "protocol-side/3", protocol_version = 10, lean_version = check.null }
    check.truth(type(opening:ok().metadata) == "table", "the metadata are asked for, although nothing is expected of them", "CAP-01")
    check.equal(opening:ok().metadata.lean_version, "4.12.0")
    local facts = sup:metadata()
    check.equal(facts.worker_version, "protocol-side/3")
    check.equal(facts.protocol_version, 10)
    check.equal(facts.lean_version, json.null)
    opening.session:capability_metadata():expect_ok { lean_version = "4.12.0" }
    check.equal(sup:metadata().lean_version, json.null)
  end,
}
