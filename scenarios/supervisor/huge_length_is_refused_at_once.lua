local ANSWER = '{"version":10,"message":{"type":"response","body":{"status":"health_ok"}}}'

-- All four bytes count, and none is a sign: a reader that lets the first go finds an answer of that length behind it.
local bytes = {
  "\255\255\255\255",
  "\128\0\0" .. string.char(#ANSWER) .. ANSWER,
  "\1\0\0" .. string.char(#ANSWER) .. ANSWER,
  "\0\128\0" .. string.char(#ANSWER) .. ANSWER,
}

return scenario {
  summary = "a header of gigabytes is refused at once, without memory for it and without waiting for it; so is any other over the cap",
  clauses = { "WIRE-02", "FIX-01" },
  profile = "supervisor",
  defects = { 5 },

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:raw(bytes[worker.generation + 1])
    worker:hang()
  end,

  drive = function(sup)
    for generation = 0, #bytes - 1 do
      local call = sup:health {}
      call:expect_error("protocol")
      call:within(5000)
      check.equal(sup:child(generation):state(), "reaped", "FIX-01")
      if generation < #bytes - 1 then
        sup:cycle():ok()
      end
    end
  end,
}
