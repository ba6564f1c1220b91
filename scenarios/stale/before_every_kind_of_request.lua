local M = { manifest_path = "m" }

return scenario {
  summary = "output that nobody asked for is found before whatever is sent next, in every generation, and ends it without a restart",
  clauses = { "FIX-03", "REQ-12", "STATS-01" },
  profile = "stream",
  tags = { "stale-frames" },

  child = function(worker)
    worker:handshake()
    if worker.generation < 6 then
      if worker.generation % 2 == 1 then
        worker:serve { count = 1 }
      else
        worker:meet("up")
      end
      if worker.generation % 3 == 0 then
        worker:answer("health_ok")
      elseif worker.generation % 3 == 1 then
        worker:row("rows", 0)
      else
        worker:raw("\0")
      end
      worker:mark("spoke " .. worker.generation)
      worker:check(worker:next() == nil, "no request is written over it", "REQ-12")
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local calls = {
      [0] = function() return sup:health {} end,
      function() return sup:stream { export = "demo" } end,
      function() return sup:emit_rows { streams = { "s" } } end,
      function() return sup:request("load_fixture_capability", M) end,
      function() return sup:request("list_declarations_strings", { request = {} }) end,
      function() return sup:request("verify_declaration", { request = {}, targets = { "t" } }) end,
    }
    local requests = 0
    for generation = 0, 5 do
      if generation % 2 == 1 then
        sup:health {}:ok()
        requests = requests + 1
      else
        sup:let("up") -- not before the start is over
      end
      sup:expect_mark_or_end("spoke " .. generation)
      local call = calls[generation]()
      call:expect_error("protocol")
      check.equal(sup:child(generation):state(), "reaped")
      check.equal(sup:expect_status("exited").exit.signal, 9)
      sup:expect_stats {
        requests = requests, imports = 0, exits = generation + 1, restarts = generation, stream_requests = 0, stream_failures = 0,
        data_rows_delivered = 0,
      }
      sup:cycle():ok()
    end
    sup:health {}:ok()
  end,
}
