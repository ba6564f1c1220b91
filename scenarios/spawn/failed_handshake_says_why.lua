return scenario {
  summary = "the text of a failed handshake tells more than that the child was killed",
  clauses = { "FIX-13", "SPAWN-05" },
  profile = "supervisor",
  needs = { "display" },
  spawn = false,

  child = function(worker)
    if worker.generation == 0 then
      worker:frame('{"version":10,"message":{"type":"handshake","body":{"worker_version":"w/1","protocol_version":9}}}')
    elseif worker.generation == 1 then
      worker:frame("Usage: worker [OPTIONS]")
    else
      worker:message("diagnostic", { code = "early", message = "not yet" })
    end
    worker:hang()
  end,

  drive = function(sup)
    for _ = 1, 3 do
      local e = sup:spawn { startup_timeout_ms = 8000 }:expect_error("child_panic_or_abort", nil, "SPAWN-05")
      check.truth(e.message ~= "worker exited fatally with " .. e.exit.status, "the text says what was wrong with the handshake")
    end
  end,
}
