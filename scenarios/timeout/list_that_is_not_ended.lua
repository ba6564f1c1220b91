return scenario {
  summary = "the deadline covers a list that is collected from rows",
  clauses = { "TIMEOUT-01", "TIMEOUT-02" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("list_declarations_strings")
      worker:row("strings", "one")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:set_request_timeout(200)
    local call = sup:request("list_declarations_strings", { request = { filter = "" } })
    call:expect_error("timeout", { operation = "worker_list_declarations_strings", duration_ms = 200 })
    call:not_before(200)
    sup:set_request_timeout(20000)
    sup:health {}:ok()
    sup:expect_stats { timeout_restarts = 1, restarts = 1 }
  end,
}
