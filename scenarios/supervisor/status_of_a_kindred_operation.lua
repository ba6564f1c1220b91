local E = { export = "e", request_json = "{}" }
local V = { request = { n = 1 } }
local REPORT = json.text '{"diagnostics":[]}'
local METADATA = json.text '{"commands":[],"capabilities":[]}'

-- what is asked, and an answer that is whole but of an operation that is like it
local cases = {
  { "json_command", E, "capability_metadata", { metadata = METADATA } },
  { "capability_metadata", E, "capability_doctor", { report = REPORT } },
  { "capability_doctor", E, "capability_metadata", { metadata = METADATA } },
  { "call_fixture_mul", { manifest_path = "m", lhs = 1, rhs = 1 }, "rows_complete", { count = 1 } },
  { "call_fixture_mul", { manifest_path = "m", lhs = 1, rhs = 1 }, "health_ok" },
  { "load_fixture_capability", { manifest_path = "m" }, "terminating" },
  { "elaborate", V, "kernel_check", { result = 1 } },
  { "declaration_kinds", V, "meta_expr", { result = 1 } },
  { "infer_type", V, "meta_bool", { result = true } },
  { "describe", V, "declaration_type", { result = 1 } },
  { "verify_declaration", V, "declaration_verification_batch", { result = 1 } },
  { "process_module_query", V, "process_module_query_batch", { result = 1 } },
  { "process_module_query_batch", V, "process_module_query", { result = 1 } },
  { "list_declarations_strings", V, "strings", { values = json.array { "a" } } },
}

return scenario {
  summary = "the answer of an operation that is like the one asked for is kind protocol all the same, and leaves the worker usable",
  clauses = { "REQ-07" },
  profile = "supervisor",
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    for _, case in ipairs(cases) do
      worker:expect(case[1])
      worker:answer(case[3], case[4])
    end
    worker:serve()
  end,

  drive = function(sup)
    for index, case in ipairs(cases) do
      local outcome = sup:request(case[1], case[2]):outcome()
      check.truth(outcome.error and outcome.error.kind == "protocol", "answer number " .. index .. " is kind protocol")
    end
    sup:health {}:ok()
    sup:expect_spawned(1)
    sup:expect_stats { requests = #cases + 1, exits = 0 }
  end,
}
