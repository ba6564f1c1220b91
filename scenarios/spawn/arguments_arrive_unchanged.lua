local function visible(text)
  return (tostring(text):gsub("[^\32-\126]", function(byte) return ("\\x%02x"):format(byte:byte()) end))
end

return scenario {
  summary = "the child's arguments are the configured ones, in order, whatever is in them",
  clauses = { "SPAWN-01" },
  profile = "supervisor",
  config = { args = { "--mode", "two words", "", "$HOME;'\"*", "ünï" } },

  child = function(worker)
    local wanted = { "--mode", "two words", "", "$HOME;'\"*", "ünï" }
    worker:check(#worker.args == #wanted, "as many arguments as configured")
    for index, text in ipairs(wanted) do
      worker:check(worker.args[index] == text, ("argument %d, which came as '%s', is '%s'"):format(index, visible(worker.args[index]), visible(text)))
    end
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
  end,
}
