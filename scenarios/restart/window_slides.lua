return scenario {
  summary = "the window slides: of two restarts only the older has left, so one more passes and the next is refused",
  clauses = { "RESTART-04" },
  profile = "supervisor",
  -- a virtual second is 17 ms: the other limits are far away, so that only the window counts
  config = { restart_limit = { max = 2, window_ms = 60000 }, startup_timeout_ms = 600000, shutdown_timeout_ms = 600000, request_timeout_ms = 3600000 },
  time = { speed = 60 },
  tags = { "restart-storm" },

  child = function(worker)
    worker:handshake()
    if worker.generation == 1 then
      worker:wait(600)
      worker:mark("six tenths of a window")
    elseif worker.generation == 2 then
      worker:wait(600)
      worker:mark("six tenths more")
    end
    worker:serve()
  end,

  drive = function(sup)
    sup:cycle():ok()
    sup:expect_mark("six tenths of a window")
    local second = sup:clock()
    sup:cycle():ok()
    sup:expect_mark("six tenths more")
    sup:cycle():ok()
    local refused = sup:cycle()
    if refused:outcome().ok and sup:clock() - second >= 1000 then
      check.inconclusive("the machine let the whole window pass before the restart that it would have refused")
    end
    refused:expect_error("restart_limit_exceeded", { restarts = 2, window_ms = 60000 })
  end,
}
