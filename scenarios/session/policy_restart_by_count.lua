return scenario {
  summary = "a request that makes the policy replace the child is not sent to the fresh child as if the session were there",
  clauses = { "FIX-21", "SESSION-02" },
  profile = "session",
  defects = { 13 },
  config = { policy = { max_requests = 2 } },

  drive = function(sup)
    local session = sup:session()
    session:json_command():ok()
    session:json_command():expect_error("unsupported_request", { operation = "worker_session_invalidated" })
    session:expect_valid(false)
    local again = sup:session { session = "again" }
    again:json_command { request = { fresh = true } }:ok()
    sup:expect_received(0, { "open_host_session", "json_command", "terminate" })
    sup:expect_received(1, { "open_host_session", "json_command" })
    sup:expect_snapshot { worker_generation = 1 }
    for _, call in ipairs { "stream", "capability_metadata", "capability_doctor" } do
      local worker = sup:worker(call)
      worker:spawn {}:ok()
      session = worker:session { session = call .. "'s" }
      session:json_command():ok()
      session[call](session, {}):expect_error("unsupported_request", { operation = "worker_session_invalidated" })
      worker:expect_received(1, {})
    end
  end,
}
