return scenario {
  summary = "the child is told the configured frame cap: by default 1 MiB, clamped at both ends",
  clauses = { "DEFAULT-01", "WIRE-07", "WIRE-08" },
  profile = "supervisor",
  spawn = false,

  child = function(worker)
    local told = worker:handshake().max_frame_bytes
    local wanted = { a = 1048576, b = 65536, c = 268435456, d = 70000, e = 65536, f = 268435456 }
    worker:check(told == wanted[worker.name], "told " .. tostring(told) .. ", wanted " .. wanted[worker.name], "WIRE-07")
    worker:serve()
  end,

  drive = function(sup)
    local caps = { b = 1, c = 4294967295, d = 70000, e = 65535, f = 268435457 }
    sup:spawn {}:ok()
    sup:health {}:ok()
    for name, cap in pairs(caps) do
      local worker = sup:worker(name)
      worker:spawn { max_frame_bytes = cap }:ok()
      worker:health {}:ok()
    end
  end,
}
