return scenario {
  summary = "a snapshot has no field for a worker, a process or a pipe",
  clauses = { "POOL-05" },
  profile = "pool",
  spawn = false,

  drive = function(sup)
    local pool = sup:pool { max_workers = 2 }
    pool:lease("A")
    pool:lease("B")
    for name, value in pairs(pool:snapshot()) do
      check.truth(type(value) ~= "table", "the field " .. name .. " is one value")
      for _, word in ipairs { "pid", "pipe", "fd", "worker_id", "key" } do
        check.truth(name ~= word and name ~= word .. "s", "there is no field " .. name)
      end
    end
  end,
}
