return scenario {
  summary = "a degraded batch answers budget-exceeded for every target, in their order",
  clauses = { "REQ-09" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("verify_declaration_batch")
      worker:exit(3)
    elseif worker.generation == 1 then
      worker:expect("process_module_query_batch")
      worker:kill("SEGV")
    end
    worker:serve()
  end,

  drive = function(sup)
    local targets = { "Zeta", "Alpha", "Mid", "Alpha" }
    for _, op in ipairs { "verify_declaration_batch", "process_module_query_batch" } do
      local ok = sup:request(op, { request = { names = targets }, targets = targets }):ok()
      check.equal(ok.degraded, true)
      check.equal(#ok.results, 4)
      for index, target in ipairs(targets) do
        check.equal(ok.results[index].target, target)
        check.equal(ok.results[index].verdict, "budget_exceeded")
      end
    end
    sup:expect_stats { restarts = 2, exits = 2, requests = 2 }
  end,
}
