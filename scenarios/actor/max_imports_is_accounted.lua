return scenario {
  summary = "a restart by max_imports during a job is accounted to that job, planned",
  clauses = { "ACTOR-04", "ACTOR-03" },
  profile = "actor",
  spawn = false,

  drive = function(sup)
    local actor = sup:actor { worker = { policy = { max_imports = 1 } } }
    local job = { op = "load_fixture_capability", body = { manifest_path = "/m" } }
    actor:serve_one(job)
    local call = actor:submit(job)
    call:ok()
    check.equal(call:runtime().call_restart.planned, true, "ACTOR-03")
    call:expect_causes({ max_imports = 1 }, "ACTOR-04")
  end,
}
