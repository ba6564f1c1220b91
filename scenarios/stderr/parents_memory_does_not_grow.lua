-- A parent with a garbage collector may let it grow for a while before it collects, and one that keeps everything may grow in leaps (a buffer
-- that is doubled leaves the old one behind, to be used again). So the child goes on until its parent has less than half of what it wrote,
-- within reason.
return scenario {
  summary = "the parent's memory does not grow with what its child writes to stderr",
  clauses = { "FIX-05" },
  profile = "supervisor",
  timeout_ms = 30000,

  child = function(worker)
    worker:handshake()
    for portion = 1, 11 do
      worker:meet("portion " .. portion)
      worker:stderr_bytes(16 << 20)
    end
    worker:serve()
  end,

  drive = function(sup)
    local PORTION_KIB, PORTIONS, LEAPS_ARE_OVER = 16 << 10, 11, 6
    sup:let("portion 1")
    sup:at("portion 2") -- buffers have their size now
    local before, kept, written = sup:memory(), 0, 0
    for portion = 2, PORTIONS - 1 do
      sup:let("portion " .. portion)
      sup:at("portion " .. portion + 1)
      kept, written = sup:memory() - before, written + PORTION_KIB
      if portion >= LEAPS_ARE_OVER and kept < written // 2 then
        return
      end
    end
    check.fail("of " .. written .. " KiB of stderr the parent's memory kept " .. kept)
  end,
}
