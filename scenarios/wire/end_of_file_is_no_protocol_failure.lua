return scenario {
  summary = "the end of the pipe is an end of file in every place of a frame: nothing, one byte of header, header only, all but one byte",
  clauses = { "WIRE-06", "REQ-08" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    local text = '{"version":10,"message":{"type":"response","body":{"status":"health_ok"}}}'
    local frame = string.char(0, 0, 0, #text) .. text
    local lengths = { 0, 1, 3, 4, 5, #frame - 1 }
    local length = lengths[worker.generation + 1]
    if length then
      worker:expect("health")
      if length > 0 then
        worker:raw(frame:sub(1, length))
      end
      worker:exit(40 + worker.generation)
    end
    worker:serve()
  end,

  drive = function(sup)
    for generation = 0, 5 do
      local e = sup:health {}:expect_error("child_panic_or_abort")
      check.equal(e.exit.code, 40 + generation)
      sup:cycle():ok()
    end
    sup:health {}:ok()
    sup:expect_stats { requests = 7, exits = 6 }
  end,
}
