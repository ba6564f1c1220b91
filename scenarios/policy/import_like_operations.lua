local import_like = {
  { "open_host_session", { project_root = "/p", mode = { kind = "shims_only" }, imports = json.array { "Init" } } },
  { "load_fixture_capability", { manifest_path = "m" } },
  { "call_fixture_mul", { manifest_path = "m", lhs = 2, rhs = 3 } },
  { "trigger_lean_panic", { manifest_path = "m" } },
}

return scenario {
  summary = "exactly the four operations that load code are import-like",
  clauses = { "POLICY-02", "STATS-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:serve {
      on = {
        open_host_session = function(w) w:error("demo.no_session", "none") end,
        trigger_lean_panic = function(w) w:error("demo.no_panic", "none") end,
        json_command = function(w) w:answer("json_command", { response_json = "1" }) end,
        elaborate = function(w) w:answer("elaboration", { result = 1 }) end,
      },
    }
  end,

  drive = function(sup)
    for index, op in ipairs(import_like) do
      sup:request(op[1], op[2]):outcome()
      sup:expect_stats({ imports = index, import_like_admission_attempts = index, import_like_admitted = index }, "POLICY-02")
      sup:expect_stats { requests = index }
    end
    sup:health {}:ok()
    sup:request("json_command", { export = "e", request_json = "{}" }):ok()
    sup:request("elaborate", { request = json.null }):ok()
    sup:expect_stats({ imports = 4, import_like_admission_attempts = 4, import_like_admitted = 4 }, "POLICY-02")
    sup:expect_stats { requests = 7 }
  end,
}
