return scenario {
  summary = "a request timeout that is set for one supervisor is neither another's nor that of one made later",
  clauses = { "TIMEOUT-04", "TIMEOUT-01" },
  profile = "supervisor",
  config = { request_timeout_ms = 20000 },

  child = function(worker)
    worker:handshake()
    worker:serve {
      on = {
        health = function(w)
          if w.name == "a" then w:hang() end
          w:wait(500)
          w:answer("health_ok")
        end,
      },
    }
  end,

  drive = function(sup)
    local beside, later = sup:worker("beside"), sup:worker("later")
    beside:spawn {}:ok()
    sup:set_request_timeout(150)
    later:spawn {}:ok()
    local slow, slow_too = beside:health {}, later:health {}
    slow:ok()
    slow_too:ok()
    sup:health {}:expect_error("timeout", { duration_ms = 150 })
  end,
}
