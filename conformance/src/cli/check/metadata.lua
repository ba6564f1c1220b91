return scenario {
  summary = "metadata answers as spawn did",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  drive = function(sup)
    local metadata = sup:metadata()
    check.truth(metadata.worker_version == "fake-child/1", "metadata has `worker_version`")
    check.truth(metadata.protocol_version == 10, "metadata has `protocol_version`")
  end,
}
