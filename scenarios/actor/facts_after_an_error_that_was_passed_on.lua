return scenario {
  summary = "a restart during a job whose error is passed on is known afterwards",
  clauses = { "ACTOR-14", "ACTOR-09" },
  profile = "actor",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(w) w:error("demo.refused", "not today") end } }
  end,

  drive = function(sup)
    local actor = sup:actor { worker = { policy = { max_requests = 1 } } }
    actor:serve_one("A")
    actor:submit { imports = { "B" }, op = "json_command", body = { export = "demo", request_json = "{}" } }:expect_error("worker")
    actor:expect_causes({ max_requests = 1 }, "ACTOR-09")
    actor:expect_facts { worker_generation = 2, import_profile = "B", profile_switch_count = 1 }
  end,
}
