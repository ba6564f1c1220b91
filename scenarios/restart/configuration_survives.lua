return scenario {
  summary = "a replacement has the arguments, the environment, the directory and the frame cap of the first child, also after one that did not start",
  clauses = { "RESTART-05" },
  profile = "supervisor",
  config = { args = { "--deep", "7" }, env = { { "CP_KEEP", "kept" } }, cwd = "/usr", max_frame_bytes = 99999 },

  child = function(worker)
    worker:check(worker.args[1] == "--deep" and worker.args[2] == "7", "the arguments are the same")
    worker:check(worker:getenv("CP_KEEP") == "kept", "the environment is the same")
    worker:check(worker:getenv("LEAN_ABORT_ON_PANIC") == "1", "LEAN_ABORT_ON_PANIC is set", "SPAWN-01")
    if worker.generation == 1 then
      worker:exit(1)
    end
    worker:check(worker:handshake().max_frame_bytes == 99999, "the frame cap is the same")
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:cycle():expect_error("child_panic_or_abort")
    for generation = 2, 3 do
      sup:cycle():ok()
      sup:health {}:ok()
      check.equal(sup:child(generation).cwd, "/usr")
    end
  end,
}
