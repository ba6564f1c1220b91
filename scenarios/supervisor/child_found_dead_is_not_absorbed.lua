local ops = { "verify_declaration", "verify_declaration_batch", "process_module_query_batch" }

return scenario {
  summary = "an operation that absorbs its child's abort does not absorb that of a child it finds dead: its exit is told, nothing is started",
  clauses = { "REQ-09", "REQ-05" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:meet("up")
      worker:exit(3)
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:let("up")
    sup:child(0):expect_exit()
    for _, op in ipairs(ops) do
      local e = sup:request(op, { request = { n = 1 }, targets = { "t" } }):expect_error("child_panic_or_abort")
      check.equal(e.exit.code, 3, "REQ-05")
    end
    sup:expect_stats({ requests = 0, restarts = 0, exits = 1 }, "REQ-05")
    sup:expect_spawned(1, "REQ-05")
    sup:cycle():ok()
  end,
}
