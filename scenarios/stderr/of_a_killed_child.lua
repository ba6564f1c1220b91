return scenario {
  summary = "the last exit of a child that its supervisor killed tells the signal and what the child had said on stderr",
  clauses = { "EXIT-03", "STATS-02", "EXIT-01", "SHUT-01" },
  profile = "stream",
  config = { request_timeout_ms = 20000 },

  child = function(worker)
    worker:stderr("words of generation " .. worker.generation .. "\n")
    worker:handshake()
    local op = worker:next()
    if op == "run_data_stream" then
      worker:row("rows", 0)
      worker:hang()
    elseif op == "health" then
      worker:hang()
    elseif op == "json_command" then
      worker:frame("{]")
      worker:hang()
    end
    worker:hang()
  end,

  drive = function(sup)
    local function expect_last(generation)
      local exit = sup:snapshot().last_exit
      check.truth(type(exit) == "table", "there is a last exit", "STATS-02")
      check.equal(exit.signal, 9, "EXIT-01")
      check.match(exit.diagnostics, "words of generation " .. generation)
      check.truth(not exit.diagnostics:match("generation " .. generation + 1), "nothing of the next child is in it")
    end
    sup:stream { export = "demo", sink = { cancel_at_row = 0 } }:expect_error("cancelled")
    expect_last(0)
    sup:set_request_timeout(150)
    sup:health {}:expect_error("timeout")
    sup:set_request_timeout(20000)
    expect_last(1)
    sup:request("json_command", { export = "e", request_json = "{}" }):expect_error("protocol")
    expect_last(2)
    check.match(sup:expect_status("exited").exit.diagnostics, "words of generation 2")
    sup:cycle():ok()
    local report = sup:shutdown { mode = "immediate" }:expect_ok({ outcome = "kill_only" }, "SHUT-01")
    check.equal(report.exit.signal, 9, "EXIT-01")
  end,
}
