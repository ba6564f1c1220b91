local codes = {
  "lean_rs.worker.output_frame_too_large", "timeout", "cancelled", "protocol", "child_panic_or_abort", "shutdown_in_progress", "worker", "terminating",
  "session_invalidated", "out of memory", "a \"b\" \u{20ac}\n", string.rep("c", 3000),
}
local requests = {
  { "json_command", { export = "e", request_json = "{}" } },
  { "load_fixture_capability", { manifest_path = "m" } },
  { "open_host_session", { project_root = "/p", mode = { kind = "shims_only" }, imports = json.array { "Init" } } },
  { "verify_declaration", { request = {}, targets = { "t" } } },
  { "list_declarations_strings", { request = {} } },
}

return scenario {
  summary = "an error that the child answers is kind worker with the child's code, whatever the code reads and whatever was asked; the worker goes on",
  clauses = { "REQ-06", "WIRE-09", "STATS-01" },
  profile = "supervisor",
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    for _, code in ipairs(codes) do
      for _, request in ipairs(requests) do
        worker:expect(request[1])
        worker:error(code, "message of " .. request[1])
      end
    end
    worker:serve()
  end,

  drive = function(sup)
    for _, code in ipairs(codes) do
      for _, request in ipairs(requests) do
        local e = sup:request(request[1], request[2]):expect_error("worker", { code = code })
        check.truth(e.message:find("message of " .. request[1], 1, true) ~= nil, "the message holds the child's")
      end
    end
    sup:health {}:ok()
    sup:expect_spawned(1)
    sup:expect_stats { requests = #codes * #requests + 1, imports = 2 * #codes, exits = 0, restarts = 0 }
  end,
}
