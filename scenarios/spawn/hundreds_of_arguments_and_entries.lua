local COUNT = 300
local args, env = {}, {}
for index = 1, COUNT do
  args[index] = "argument " .. index
  env[index] = { "CP_ENTRY_" .. index, string.rep("v", index) }
end
args[COUNT + 1] = string.rep("a", 20000)
env[COUNT + 1] = { "CP_LONG", string.rep("e", 20000) }

return scenario {
  summary = "hundreds of arguments and configured variables, and long ones, arrive whole in every generation",
  clauses = { "SPAWN-01", "RESTART-05" },
  profile = "supervisor",
  config = { args = args, env = env },

  child = function(worker)
    local clause = worker.generation > 0 and "RESTART-05" or "SPAWN-01"
    worker:check(#worker.args == #args, "there are " .. #args .. " arguments", clause)
    for index, text in ipairs(args) do
      worker:check(worker.args[index] == text, "argument " .. index .. " is as configured", clause)
    end
    for _, entry in ipairs(env) do
      worker:check(worker:getenv(entry[1]) == entry[2], entry[1] .. " is as configured", clause)
    end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:cycle():ok()
    sup:health {}:ok()
  end,
}
