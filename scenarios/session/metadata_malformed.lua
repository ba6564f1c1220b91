return scenario {
  summary = "malformed JSON of the metadata or doctor export is an error of its own that leaves the worker usable",
  clauses = { "CAP-03" },
  profile = "session",

  child = function(worker)
    worker:handshake()
    worker:serve { on = {
      capability_metadata = function(child) child:answer("capability_metadata_malformed", { message = "line 1" }) end,
      capability_doctor = function(child) child:answer("capability_doctor_malformed", { message = "line 2" }) end,
    } }
  end,

  drive = function(sup)
    local session = sup:session()
    session:capability_metadata():expect_error("capability_metadata_malformed")
    session:capability_doctor():expect_error("capability_doctor_malformed")
    session:expect_valid(true)
    session:json_command():ok()
    sup:expect_stats { restarts = 0, requests = 4 }
  end,
}
