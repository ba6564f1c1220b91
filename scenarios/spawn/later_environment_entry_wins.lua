return scenario {
  summary = "of two configured entries for one variable the later wins, and one whose name begins like another's, or differs in the case of its letters, leaves it alone, in every generation",
  clauses = { "SPAWN-01", "RESTART-05" },
  profile = "supervisor",
  config = { env = { { "CP_CHOICE", "first" }, { "CP_OTHER", "a=b=ü" }, { "CP_CHOICE", "second" }, { "CP", "c" }, { "PAT", "p" }, { "path", "q" } } },

  child = function(worker)
    local clause = worker.generation > 0 and "RESTART-05" or "SPAWN-01"
    worker:check(worker:getenv("CP_CHOICE") == "second", "the later CP_CHOICE is seen", clause)
    local other = tostring(worker:getenv("CP_OTHER"))
    worker:check(other:sub(1, 4) == "a=b=", "a value keeps its equals signs", clause)
    worker:check(other:sub(5) == "ü", "a value that is not ASCII arrives in UTF-8", clause)
    worker:check(worker:getenv("CP") == "c" and worker:getenv("PAT") == "p", "CP and PAT are as configured", clause)
    worker:check(worker:getenv("path") == "q", "path is as configured", clause)
    worker:check(worker:getenv("PATH") ~= nil and worker:getenv("PATH") ~= "q", "PATH still comes from the parent", clause)
    worker:handshake()
    worker:serve()
  end,

  drive = function(sup)
    sup:health {}:ok()
    sup:cycle():ok()
    sup:health {}:ok()
  end,
}
