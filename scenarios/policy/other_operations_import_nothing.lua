local export = { export = "e", request_json = "{}" }
local further = {
  "elaborate", "kernel_check", "declaration_kinds", "declaration_names", "infer_type", "whnf", "is_def_eq", "describe", "search_declarations",
  "declaration_type", "inspect_declaration", "attempt_proof", "verify_declaration", "verify_declaration_batch", "list_declarations_strings",
  "describe_bulk", "process_module_query", "process_module_query_batch", "clear_module_snapshot_cache",
}

return scenario {
  summary = "an operation that loads no code is no import-like request, whatever it is",
  clauses = { "POLICY-02", "STATS-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    while true do
      local op = worker:next()
      if op == nil or op == "terminate" then
        worker:terminating()
        worker:exit(0)
      end
      worker:error("demo.no", op)
    end
  end,

  drive = function(sup)
    sup:health {}:expect_error("worker")
    for _, op in ipairs { "json_command", "capability_metadata", "capability_doctor" } do
      sup:request(op, export):expect_error("worker")
    end
    for _, op in ipairs(further) do
      sup:request(op, { request = json.null, targets = json.array { "t" } }):expect_error("worker")
    end
    sup:stream { export = "e" }:expect_error("worker")
    sup:emit_rows { streams = json.array { "s" } }:expect_error("worker")
    sup:expect_stats({ imports = 0, import_like_admission_attempts = 0, import_like_admitted = 0 }, "POLICY-02")
    sup:expect_stats { requests = 6 + #further }
  end,
}
