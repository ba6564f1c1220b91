return scenario {
  summary = "a child's script that uses up its budget says nothing about the subject",
  clauses = { "SPAWN-04" },
  profile = "supervisor",
  child = function(worker)
    worker:handshake()
    while true do end
  end,
  drive = function(sup)
    sup:health {}:ok()
  end,
}
