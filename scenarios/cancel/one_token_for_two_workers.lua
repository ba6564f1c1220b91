return scenario {
  summary = "one token cancels every call that names it, on whichever worker, and no other",
  clauses = { "CANCEL-02", "CANCEL-03", "CANCEL-01" },
  profile = "stream",
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 0 then
      worker:expect("run_data_stream")
      worker:row("rows", 0)
      worker:meet("row of " .. worker.name)
      worker:row("rows", 1)
      if worker.name == "c" then
        worker:stream_complete { total_rows = 2 }
        worker:serve()
      end
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local others = { sup, sup:worker("b"), sup:worker("c") }
    others[2]:spawn {}:ok()
    others[3]:spawn {}:ok()
    local calls = {}
    for index, each in ipairs(others) do
      calls[index] = each:stream { export = "demo", token = index < 3 and "t" or "u" }
      calls[index]:expect_row("rows", 0, "0")
    end
    for _, each in ipairs { "a", "b", "c" } do
      sup:worker(each):at("row of " .. each)
    end
    sup:cancel("t")
    for _, each in ipairs { "a", "b", "c" } do
      sup:worker(each):let("row of " .. each)
    end
    calls[1]:expect_error("cancelled")
    calls[2]:expect_error("cancelled")
    calls[3]:ok()
    for index, each in ipairs(others) do
      each:health { token = "u" }:ok("CANCEL-01")
      each:expect_stats({ cancelled_restarts = index < 3 and 1 or 0, restarts = index < 3 and 1 or 0 }, "CANCEL-03")
    end
  end,
}
