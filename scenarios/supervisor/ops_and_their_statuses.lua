local ops = {
  { "elaborate", "elaboration" }, { "kernel_check", "kernel_check" }, { "infer_type", "meta_expr" }, { "whnf", "meta_expr" },
  { "is_def_eq", "meta_bool" }, { "describe", "declaration" }, { "search_declarations", "declaration_search" },
  { "declaration_type", "declaration_type" }, { "inspect_declaration", "declaration_inspection" },
  { "attempt_proof", "proof_attempt" }, { "verify_declaration", "declaration_verification" },
  { "verify_declaration_batch", "declaration_verification_batch" }, { "process_module_query", "process_module_query" },
  { "process_module_query_batch", "process_module_query_batch" },
  { "clear_module_snapshot_cache", "module_snapshot_cache_cleared" },
}

return scenario {
  summary = "each further operation expects its own response status and refuses another's",
  clauses = { "REQ-07" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    for _, op in ipairs(ops) do
      local body = worker:expect(op[1])
      worker:check(type(body.request) == "table" and body.request.name == "Nat.add", op[1] .. " carries its argument", "REQ-02")
      worker:answer(op[2], { result = { answer = op[1] } })
      worker:expect(op[1])
      worker:answer("health_ok")
    end
    worker:serve()
  end,

  drive = function(sup)
    for _, op in ipairs(ops) do
      local body = { request = { name = "Nat.add" }, targets = { "Nat.add" } }
      local ok = sup:request(op[1], body):ok()
      check.equal(ok.result.answer, op[1])
      sup:request(op[1], body):expect_error("protocol")
    end
    sup:health {}:ok()
    sup:expect_stats { requests = 31, exits = 0, restarts = 0 }
  end,
}
