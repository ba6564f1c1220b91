return scenario {
  summary = "a token is looked at after each row of a list that the supervisor itself collects",
  clauses = { "CANCEL-02", "CANCEL-03" },
  profile = "supervisor",
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("list_declarations_strings")
      worker:row("declarations", "first")
      worker:meet("one row out")
      worker:cork()
      worker:row("declarations", "second")
      worker:rows_complete(2)
      worker:uncork()
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:request("list_declarations_strings", { request = {} }, { token = "t" })
    sup:at("one row out")
    sup:cancel("t")
    sup:let("one row out")
    call:expect_error("cancelled", { operation = "worker_list_declarations_strings" })
    sup:expect_stats({ cancelled_restarts = 1, restarts = 1 }, "CANCEL-03")
  end,
}
