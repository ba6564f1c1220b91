return scenario {
  summary = "the window slides: of two restarts only the older has left, so one more passes and the next is refused",
  clauses = { "RESTART-04" },
  profile = "supervisor",
  config = { restart_limit = { max = 2, window_ms = 60000 } },
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
    sup:cycle():ok()
    sup:expect_mark("six tenths more")
    sup:cycle():ok()
    sup:cycle():expect_error("restart_limit_exceeded", { restarts = 2, window_ms = 60000 })
  end,
}
