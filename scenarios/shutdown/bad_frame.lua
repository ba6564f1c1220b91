local texts = { "bye", "", '{"version":10,"message":{"type":"response","body":{"status":"goodbye"}}}' }

return scenario {
  summary = "a frame that cannot be decoded, empty or not, in answer to terminate, is a protocol failure: killed at once",
  clauses = { "SHUT-01" },
  profile = "supervisor",
  spawn = false,
  config = { shutdown_timeout_ms = 8000 },
  tags = { "slow-shutdown" },

  child = function(worker)
    worker:handshake()
    worker:expect("terminate")
    worker:frame(texts[tonumber(worker.name:sub(2))])
    worker:hang()
  end,

  drive = function(sup)
    for index in ipairs(texts) do
      local worker = sup:worker("w" .. index)
      worker:spawn {}:ok()
      local call = worker:shutdown {}
      call:expect_ok { outcome = "graceful_protocol_failed_killed" }
      call:within(5000)
      worker:expect_gone()
    end
  end,
}
