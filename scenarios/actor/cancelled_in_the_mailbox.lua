return scenario {
  summary = "a job that is cancelled while it waits is answered in its turn, and is never sent",
  clauses = { "ACTOR-09", "ACTOR-02", "CANCEL-01" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:meet("busy")
    worker:answer("health_ok", {})
    worker:serve()
  end,

  drive = function(sup)
    local actor = sup:actor()
    local running = actor:submit("Init")
    actor:at("busy")
    local waiting = actor:submit { imports = { "Init" }, op = "json_command", body = { export = "demo", request_json = "{}" }, token = "t" }
    local last = actor:submit("Init")
    sup:cancel("t")
    actor:let("busy")
    running:ok()
    waiting:expect_error("cancelled")
    last:ok()
    actor:expect_received(0, { "health", "health" })
    actor:expect_facts({ restarts_total = 0, healthy = true }, "ACTOR-09")
  end,
}
