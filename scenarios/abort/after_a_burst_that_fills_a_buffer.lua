-- What readers take in one go, as a rule: a page, two of them, a whole pipe.
local bursts = { 4096, 8192, 65536 }
local frame_bytes = 128

-- The payload that makes row number `sequence` a frame of exactly frame_bytes, its header of four bytes included.
local function payload(sequence)
  local envelope = '{"version":10,"message":{"type":"data_row","body":{"stream":"rows","sequence":' .. sequence .. ',"payload":""}}}'
  return '"' .. string.rep("x", frame_bytes - 4 - #envelope) .. '"'
end

return scenario {
  summary = "a child that dies after rows that fill its reader's buffer to the byte is dead at once, though a grandchild keeps stdout open",
  clauses = { "FIX-06", "REQ-08", "STREAM-01" },
  profile = "stream",
  config = { request_timeout_ms = 7000, shutdown_timeout_ms = 500 },
  timeout_ms = 30000,
  tags = { "mid-stream-abort" },
  defects = { 3 },

  child = function(worker)
    worker:handshake()
    local bytes = bursts[worker.generation + 1]
    if bytes then
      worker:expect("run_data_stream")
      worker:grandchild { hold = { "stdout" } }
      worker:cork()
      for sequence = 0, bytes // frame_bytes - 1 do worker:row("rows", json.text(payload(sequence))) end
      worker:uncork()
      worker:meet("all rows out")
      worker:abort()
    end
    worker:serve()
  end,

  drive = function(sup)
    for generation, bytes in ipairs(bursts) do
      local call = sup:stream { export = "demo" }
      for sequence = 0, bytes // frame_bytes - 1 do call:expect_row("rows", sequence, payload(sequence)) end
      sup:let("all rows out")
      call:expect_error("child_panic_or_abort")
      call:within(5000)
      check.equal(sup:child(generation - 1):state(), "reaped", "REQ-08")
      sup:cycle():ok()
    end
    sup:health {}:ok()
    sup:expect_stats { stream_failures = #bursts }
  end,
}
