local V = { request = { n = 1 }, targets = { "t" } }
local E = { export = "e", request_json = "{}" }
local requests = {
  { "list_declarations_strings", V }, { "elaborate", V }, { "kernel_check", V }, { "declaration_names", V }, { "whnf", V }, { "is_def_eq", V },
  { "describe", V }, { "describe_bulk", V }, { "inspect_declaration", V }, { "attempt_proof", V }, { "process_module_query", V },
  { "clear_module_snapshot_cache", V }, { "json_command", E }, { "capability_metadata", E }, { "capability_doctor", E },
  { "load_fixture_capability", { manifest_path = "m" } }, { "call_fixture_mul", { manifest_path = "m", lhs = 1, rhs = 1 } },
  { "trigger_lean_panic", { manifest_path = "m" } },
}

return scenario {
  summary = "an abort during any operation but three surfaces: the exit is told and nothing is restarted",
  clauses = { "REQ-09", "REQ-08", "STATS-01" },
  profile = "supervisor",
  timeout_ms = 30000,
  config = { restart_limit = { max = 100, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    worker:next()
    worker:exit(70 + worker.generation)
  end,

  drive = function(sup)
    for index, request in ipairs(requests) do
      local e = sup:request(request[1], request[2]):expect_error("child_panic_or_abort")
      check.equal(e.exit.code, 69 + index, "REQ-08")
      sup:expect_stats { restarts = index - 1, exits = index, requests = index }
      sup:expect_status("exited")
      if index < #requests then
        sup:cycle():ok()
      end
    end
  end,
}
