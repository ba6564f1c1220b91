return scenario {
  summary = "a key that is served again after its restarts were used up has a child with the arguments and the environment of the first",
  clauses = { "RESTART-05", "POOL-02" },
  profile = "pool",
  spawn = false,
  config = {
    restart_limit = { max = 1, window_ms = 1500 }, args = { "--deep", "7" }, env = { { "CP_KEEP", "kept" } }, cwd = "/usr",
    max_frame_bytes = 99999,
  },
  timeout_ms = 20000,

  child = function(worker)
    worker:check(#worker.args == 2 and worker.args[1] == "--deep" and worker.args[2] == "7", "the arguments are the same")
    worker:check(worker:getenv("CP_KEEP") == "kept", "the environment is the same")
    worker:check(worker:handshake().max_frame_bytes == 99999, "the frame cap is the same")
    worker:serve { on = worker.generation < 2 and { json_command = function(child) child:abort() end } or {} }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A"):json_command():expect_error("child_panic_or_abort")
    pool:lease("A"):json_command():expect_error("child_panic_or_abort")
    -- refused until the window has passed, and perhaps for good: that is not what this is about
    local start = sup:clock()
    local lease
    repeat
      local acquire = pool:acquire("A")
      if acquire:outcome().ok then lease = acquire.lease end
    until lease or sup:clock() - start > 4000
    if lease then
      lease:json_command():ok()
      check.equal(pool:child(2).cwd, "/usr")
    end
  end,
}
