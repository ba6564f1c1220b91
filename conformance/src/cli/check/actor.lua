return scenario {
  summary = "an actor opens, answers a job with its value and runtime facts, knows its facts, and stops",
  clauses = { "ACTOR-10", "ACTOR-14", "ACTOR-01" },
  profile = "actor",
  spawn = false,
  drive = function(sup)
    local actor = sup:actor { project_root = "/project" }
    local call = actor:submit { imports = { "Init", "Std" }, op = "json_command", body = { export = "demo", request_json = "{}" } }
    local ok = call:ok()
    check.truth(type(ok.value) == "table" and type(ok.value.response_json) == "string", "`value` is what `request` answers for that op")
    local runtime = ok.runtime
    check.truth(type(runtime) == "table", "`runtime` is there")
    check.truth(runtime.worker_generation == 1, "`worker_generation` of a worker that was never replaced is 1")
    check.truth(runtime.retry_count == 0, "`retry_count` is 0")
    check.truth(runtime.worker_restarted == false, "`worker_restarted` is false")
    check.truth(runtime.import_profile == "Init\nStd", "`import_profile` is the imports joined by line feeds")
    check.truth(type(runtime.restarts_by_cause) == "table", "`restarts_by_cause` is an object")
    local facts = actor:facts()
    check.truth(type(facts.runtime) == "table", "`facts` has `runtime`")
    check.truth(facts.healthy == true, "`facts` has `healthy`, which is true")
    check.truth(type(facts.events) == "table", "`facts` has `events`, an array")
    actor:stop():ok()
    actor:expect_gone()
    local error = actor:submit("Init"):expect_error("unavailable")
    check.truth(error.retryable == false, "a job for a stopped actor is `unavailable` with `retryable` false")
    check.truth(type(error.reason) == "string", "`unavailable` has a `reason`")
    check.truth(type(error.runtime) == "table", "`unavailable` has `runtime`")
  end,
}
