return scenario {
  summary = "an abort during any other operation surfaces as child_panic_or_abort and restarts nothing",
  clauses = { "REQ-09", "REQ-08" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:next()
    worker:abort()
  end,

  drive = function(sup)
    local bodies = { request = { name = "n" }, targets = { "n" } }
    for index, op in ipairs { "elaborate", "process_module_query", "attempt_proof" } do
      sup:request(op, bodies):expect_error("child_panic_or_abort")
      sup:expect_stats { restarts = index - 1, exits = index }
      if index < 3 then
        sup:cycle():ok()
      end
    end
    sup:expect_spawned(3)
  end,
}
