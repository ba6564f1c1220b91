local LIMIT = { max = 1, window_ms = 600000 }

-- More than the idle time of 1 ms, while others are asked how they are.
local function let_it_be_idle(sup)
  local start = sup:clock()
  repeat sup:status() until sup:clock() - start > 2
end

-- Requests until the policy's second hit; the first one has to pass.
local function exhaust(worker, cause, counter, op, body, between)
  local replaced = false
  for _ = 1, 10 do
    if between then between() end
    local outcome = worker:request(op, body):outcome()
    if outcome.error then
      check.equal(outcome.error.kind, "restart_limit_exceeded")
      check.equal(outcome.error.restarts, 1)
      check.equal(outcome.error.window_ms, LIMIT.window_ms)
      check.truth(replaced, cause .. " replaced the child once before it was refused")
      worker:expect_stats { [counter] = 1, restarts = 1, last_restart_reason = cause, replacement_budget_skipped = 1 }
      worker:request(op, body):expect_error("shutdown_in_progress", { operation = "worker_request" }, "REQ-04")
      worker:cycle():expect_error("restart_limit_exceeded")
      worker:expect_status("exited")
      worker:expect_reaped()
      return
    end
    local stats = worker:stats()
    check.at_most(stats.restarts, 1)
    if stats.restarts == 1 then
      replaced = true
      check.truth(type(stats.last_replacement) == "table", "the replacement is reported", "RESTART-07")
      check.equal(stats.last_replacement.replacement_reason, cause, "RESTART-07")
    end
  end
  check.fail(cause .. " never came a second time within ten requests", "POLICY-01")
end

return scenario {
  summary = "a replacement that the policy wants enters the window whatever its cause, names it, and is refused when the window is full",
  clauses = { "RESTART-04", "RESTART-06", "RESTART-07", "REQ-04", "STATS-01", "POLICY-01" },
  profile = "supervisor",
  config = { restart_limit = LIMIT, policy = { max_requests = 1 } },

  drive = function(sup)
    local mul = { manifest_path = "m", lhs = 1, rhs = 1 }
    local names = { manifest_path = "m" }
    exhaust(sup, "max_requests", "max_request_restarts", "load_fixture_capability", names)
    sup:worker("b"):spawn { restart_limit = LIMIT, policy = { max_imports = 1 } }:ok()
    exhaust(sup:worker("b"), "max_imports", "max_import_restarts", "call_fixture_mul", mul)
    sup:worker("c"):spawn { restart_limit = LIMIT, policy = { idle_restart_after_ms = 1 } }:ok()
    exhaust(sup:worker("c"), "idle", "idle_restarts", "load_fixture_capability", names, function() let_it_be_idle(sup) end)
  end,
}
