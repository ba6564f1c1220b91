-- What the child answers to which call of the session, and what the caller is told.
local cases = {
  { "json_command", "error", { code = "app.refused", message = "no" }, "worker" },
  { "json_command", "health_ok", {}, "protocol" },
  { "stream", "error", { code = "app.refused", message = "no" }, "worker" },
  { "stream", "stream_export_failed", { status_byte = 1 }, "stream_export_failed" },
  { "stream", "stream_callback_failed", { status_byte = 1, description = "d" }, "stream_callback_failed" },
  { "stream", "stream_row_malformed", { message = "m" }, "stream_row_malformed" },
  { "stream", "rows_complete", { count = 0 }, "protocol" },
  { "capability_metadata", "error", { code = "app.refused", message = "no" }, "worker" },
  { "capability_metadata", "capability_metadata_malformed", { message = "m" }, "capability_metadata_malformed" },
  { "capability_metadata", "health_ok", {}, "protocol" },
  { "capability_doctor", "error", { code = "app.refused", message = "no" }, "worker" },
  { "capability_doctor", "capability_doctor_malformed", { message = "m" }, "capability_doctor_malformed" },
  { "capability_doctor", "health_ok", {}, "protocol" },
}

return scenario {
  summary = "a typed error of the child, an answer of the wrong status and a request over the cap leave the session valid, for each kind of call",
  clauses = { "SESSION-02", "REQ-06", "FIX-20" },
  profile = "session",
  config = { max_frame_bytes = 65536 },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    for _, case in ipairs(cases) do
      worker:next()
      worker:answer(case[2], case[3])
      local body = worker:expect("json_command")
      worker:answer("json_command", { response_json = body.request_json })
    end
    worker:serve()
  end,

  drive = function(sup)
    local session = sup:session()
    for index, case in ipairs(cases) do
      session[case[1]](session, {}):expect_error(case[4])
      session:expect_valid(true)
      check.equal(session:json_command { request = { still = index } }:ok().response, { still = index })
    end
    for _, call in ipairs { "json_command", "stream", "capability_metadata", "capability_doctor" } do
      session[call](session, { request = { text = string.rep("b", 70000) } }):expect_error("protocol")
      session:expect_valid(true)
    end
    session:json_command():ok()
    sup:expect_snapshot { worker_generation = 0 }
  end,
}
