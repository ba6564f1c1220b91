return scenario {
  summary = "the window slides: of two restarts only the older has left, so one more passes and the next is refused",
  clauses = { "RESTART-04" },
  profile = "supervisor",
  -- a virtual second is 25 ms: the other limits are far away, so that only the window counts
  config = { restart_limit = { max = 2, window_ms = 60000 }, startup_timeout_ms = 600000, shutdown_timeout_ms = 600000, request_timeout_ms = 3600000 },
  time = { speed = 40 },
  tags = { "restart-storm" },

  timeout_ms = 30000,

  -- worker b is a second attempt with four times the window, for a machine that lost too much of the first
  child = function(worker)
    local scale = worker.name == "a" and 1 or 4
    worker:handshake()
    if worker.generation == 1 then
      worker:wait(800 * scale)
      worker:mark("half a window")
    elseif worker.generation == 2 then
      worker:wait(750 * scale)
      worker:mark("half a window more")
    end
    worker:serve()
  end,

  drive = function(sup)
    local function slide(worker)
      worker:cycle():ok()
      worker:expect_mark("half a window")
      local second = worker:clock()
      worker:cycle():ok()
      worker:expect_mark("half a window more")
      worker:cycle():ok()
      local refused = worker:cycle()
      refused:outcome()
      return refused, worker:clock() - second
    end
    local window_ms = 60000
    local refused, took = slide(sup)
    if refused:outcome().ok and took >= 1500 then
      local again = sup:worker("b")
      window_ms = 240000
      again:spawn { restart_limit = { max = 2, window_ms = window_ms } }:ok()
      refused, took = slide(again)
      if refused:outcome().ok and took >= 6000 then
        check.inconclusive("the machine let the whole window pass before the restart that it would have refused")
      end
    end
    refused:expect_error("restart_limit_exceeded", { restarts = 2, window_ms = window_ms })
  end,
}
