return scenario {
  summary = "a failed handshake says why: another version, another message and text for people do not read alike",
  clauses = { "FIX-13", "SPAWN-05" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    local first = {
      version = '{"version":10,"message":{"type":"handshake","body":{"worker_version":"w/1","protocol_version":9}}}',
      message = '{"version":10,"message":{"type":"progress_tick","body":{"phase":"p","current":0,"total":null}}}',
      text = "Lean (version 4.9.0)",
    }
    worker:frame(first[worker.args[1]])
    worker:hang()
  end,

  drive = function(sup)
    local said = {}
    for _, reason in ipairs { "version", "message", "text" } do
      local call = sup:spawn { args = { reason }, startup_timeout_ms = 8000 }
      said[reason] = call:expect_error("child_panic_or_abort", {}, "SPAWN-05").message
    end
    sup:expect_reaped("SPAWN-05")
    check.truth(said.version ~= said.message, "another protocol version reads like another message: " .. tostring(said.version), "FIX-13")
    check.truth(said.version ~= said.text, "another protocol version reads like text: " .. tostring(said.version), "FIX-13")
    check.truth(said.message ~= said.text, "another message reads like text: " .. tostring(said.message), "FIX-13")
  end,
}
