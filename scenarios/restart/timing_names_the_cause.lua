return scenario {
  summary = "the timing of the last replacement names its stable cause, whichever it was",
  clauses = { "RESTART-07", "RESTART-06" },
  profile = "stream",
  config = { policy = { max_imports = 1 } },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", { ordinal = 0 })
      worker:hang()
    elseif worker.generation == 1 then
      worker:expect("health")
      worker:hang()
    elseif worker.generation == 2 then
      worker:expect("verify_declaration")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    local function expect_cause(cause)
      local stats = sup:stats()
      check.equal(stats.last_replacement.replacement_reason, cause)
      check.equal(stats.last_restart_reason, cause, "RESTART-06")
      check.equal(sup:snapshot().last_restart_reason, cause, "RESTART-06")
    end
    sup:stream { export = "demo", token = "t", sink = { cancel_at_row = 0 } }:expect_error("cancelled")
    expect_cause("cancelled")
    sup:set_request_timeout(100)
    sup:health {}:expect_error("timeout")
    expect_cause("timeout")
    sup:set_request_timeout(20000)
    sup:request("verify_declaration", { request = { name = "n" }, targets = { "n" } }):ok()
    expect_cause("child_abort")
    sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
    sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
    expect_cause("max_imports")
    sup:cycle():ok()
    expect_cause("explicit")
  end,
}
