-- A parent with a garbage collector may let it grow for a while before it collects; one that keeps everything never stops. So the child
-- goes on as long as each portion is still found in its parent's memory, within reason.
return scenario {
  summary = "the parent's memory does not grow with what its child writes to stderr",
  clauses = { "FIX-05" },
  profile = "supervisor",
  timeout_ms = 30000,

  child = function(worker)
    worker:handshake()
    for portion = 1, 13 do
      worker:meet("portion " .. portion)
      worker:stderr_bytes(16 << 20)
    end
    worker:serve()
  end,

  drive = function(sup)
    local PORTION_KIB, PORTIONS = 16 << 10, 13
    sup:let("portion 1")
    sup:at("portion 2") -- buffers have their size now
    local before = sup:memory()
    for portion = 2, PORTIONS - 1 do
      sup:let("portion " .. portion)
      sup:at("portion " .. portion + 1)
      local now = sup:memory()
      if now - before < PORTION_KIB * 3 // 4 then
        return
      end
      if portion == PORTIONS - 1 then
        check.fail("of the last 16 MiB of stderr the parent's memory kept " .. now - before .. " KiB, as of each portion before")
      end
      before = now
    end
  end,
}
