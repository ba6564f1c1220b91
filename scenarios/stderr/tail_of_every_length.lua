-- Around powers of two: where a ring begins anew, a block is full, a pipe has been read.
local LENGTHS = { 1, 4095, 4096, 4097, 32768, 65535, 65536 }

return scenario {
  summary = "diagnostics of up to 64 KiB are kept whole, also where they fill what keeps them",
  clauses = { "FIX-05", "EXIT-03" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    worker:expect("health")
    worker:stderr("<" .. string.rep("t", LENGTHS[worker.generation + 1] - 1))
    worker:exit(1)
  end,

  drive = function(sup)
    for index, length in ipairs(LENGTHS) do
      local diagnostics = sup:health {}:expect_error("child_panic_or_abort").exit.diagnostics
      check.equal(diagnostics:sub(1, 1), "<")
      check.equal(#diagnostics, length)
      if index < #LENGTHS then
        sup:cycle():ok()
      end
    end
  end,
}
