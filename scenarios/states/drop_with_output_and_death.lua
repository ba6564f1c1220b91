return scenario {
  summary = "dropping a supervisor over unread output, over half a frame and over a dead child leaves nothing",
  clauses = { "SHUT-03", "SHUT-05", "STATE-01" },
  profile = "supervisor",
  config = { shutdown_timeout_ms = 300 },

  child = function(worker)
    worker:handshake()
    worker:meet("up")
    if worker.name == "a" then
      worker:rows("rows", 50)
    elseif worker.name == "b" then
      worker:raw("\0\0\0\200{")
    end
    worker:mark("ready")
    if worker.name == "c" then
      worker:rows("rows", 3)
      worker:exit(1)
    end
    worker:serve()
  end,

  drive = function(sup)
    local workers = { sup, sup:worker("b"), sup:worker("c") }
    workers[2]:spawn {}:ok()
    workers[3]:spawn {}:ok()
    for _, worker in ipairs(workers) do
      worker:let("up")
      worker:expect_mark_or_end("ready")
    end
    workers[3]:child(0):expect_exit()
    for _, worker in ipairs(workers) do
      local call = worker:drop()
      call:ok()
      call:within(5000)
      worker:expect_gone()
    end
  end,
}
