local ops = {
  { "load_fixture_capability", { manifest_path = "m" }, "load_fixture_capability" },
  { "call_fixture_mul", { manifest_path = "m", lhs = 1, rhs = 1 }, "call_fixture_mul" },
  { "trigger_lean_panic", { manifest_path = "m" }, "trigger_lean_panic" },
  { "open_host_session", { project_root = "/p", mode = { kind = "shims_only" }, imports = json.array {} }, "open_worker_session" },
  { "json_command", { export = "e", request_json = "{}" }, "worker_json_command" },
  { "capability_metadata", { export = "e", request_json = "{}" }, "worker_capability_metadata" },
  { "capability_doctor", { export = "e", request_json = "{}" }, "worker_capability_doctor" },
  { "elaborate", { request = {} }, "worker_elaborate" },
  { "verify_declaration", { request = {}, targets = { "n" } }, "worker_verify_declaration" },
  { "list_declarations_strings", { request = {} }, "worker_list_declarations_strings" },
}

return scenario {
  summary = "errors name each operation by its stable name",
  clauses = { "FACTS-01", "CANCEL-01" },
  profile = "supervisor",

  drive = function(sup)
    sup:cancel("t")
    sup:health { token = "t" }:expect_error("cancelled", { operation = "health" })
    for _, op in ipairs(ops) do
      sup:request(op[1], op[2], { token = "t" }):expect_error("cancelled", { operation = op[3] })
    end
    sup:expect_received(0, {})
    sup:expect_stats { requests = 0 }
  end,
}
