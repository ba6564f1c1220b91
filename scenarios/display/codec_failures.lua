return scenario {
  summary = "a frame that is too large, does not decode or has another version reads as such",
  clauses = { "DISPLAY-04" },
  profile = "display",
  needs = { "display" },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    if worker.generation == 0 then
      worker:raw(string.pack(">I4", 1048577))
    elseif worker.generation == 1 then
      worker:frame('{"version":10,"message":')
    else
      worker:frame('{"version":11,"message":{"type":"response","body":{"status":"health_ok"}}}')
    end
    worker:hang()
  end,

  drive = function(sup)
    local texts = {
      "worker protocol frame too large: 1048577 bytes exceeds 1048576",
      "worker protocol JSON decode failed: ",
      "worker protocol version mismatch: expected 10, received 11",
    }
    for _, text in ipairs(texts) do
      local e = sup:health {}:expect_error("protocol")
      check.truth(e.message:find(text, 1, true), "the message contains `" .. text .. "`, and reads: " .. e.message)
      sup:cycle():ok()
    end
  end,
}
