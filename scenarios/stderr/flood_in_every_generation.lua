return scenario {
  summary = "stderr is drained in each generation, between its requests and in them",
  clauses = { "FIX-05", "RESTART-08" },
  profile = "supervisor",
  defects = { 20 },

  child = function(worker)
    worker:handshake()
    worker:serve {
      on = {
        health = function()
          worker:stderr_bytes(400000)
          worker:answer("health_ok")
          worker:stderr_bytes(400000)
          worker:mark("wrote " .. worker.generation)
        end,
      },
    }
  end,

  drive = function(sup)
    for generation = 0, 2 do
      sup:health {}:ok()
      sup:expect_mark("wrote " .. generation)
      sup:cycle():ok()
    end
    sup:health {}:ok()
    sup:expect_status("running")
  end,
}
