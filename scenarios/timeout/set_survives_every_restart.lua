return scenario {
  summary = "a changed request timeout survives a restart by an absorbed abort, a policy, a cancellation and a timeout",
  clauses = { "TIMEOUT-04", "RESTART-05" },
  profile = "supervisor",
  needs = { "concurrent" },
  timeout_ms = 30000,
  config = { request_timeout_ms = 20000, policy = { max_imports = 1 } },

  child = function(worker)
    worker:handshake()
    worker:serve {
      on = {
        verify_declaration = function(w) w:abort() end,
        json_command = function(w)
          w:meet("asked")
          w:progress("p", 0)
          w:hang()
        end,
        health = function(w) w:hang() end,
      },
    }
  end,

  -- The new timeout leaves a slow machine time for what is answered.
  drive = function(sup)
    local product = { manifest_path = "/m", lhs = 6, rhs = 7 }
    local function expect_deadline(ms, cause)
      sup:expect_snapshot({ last_restart_reason = cause }, "RESTART-05")
      local call = sup:health {}
      call:expect_error("timeout", { duration_ms = ms })
      call:not_before(ms)
      call:within(ms + 2000)
    end
    sup:set_request_timeout(1500)
    sup:request("verify_declaration", { request = { n = 1 }, targets = { "t" } }):expect_ok { degraded = true }
    expect_deadline(1500, "child_abort")
    expect_deadline(1500, "timeout")
    local call = sup:request("json_command", { export = "e", request_json = "{}" }, { token = "t", progress = true })
    sup:at("asked")
    sup:cancel("t")
    sup:let("asked")
    call:expect_error("cancelled")
    expect_deadline(1500, "cancelled")
    sup:request("call_fixture_mul", product):ok()
    sup:request("call_fixture_mul", product):ok()
    expect_deadline(1500, "max_imports")
  end,
}
