return scenario {
  summary = "children started at the same time by one parent do not inherit each other's pipes",
  clauses = { "SPAWN-02" },
  profile = "supervisor",
  needs = { "concurrent" },
  defects = { 23 },

  drive = function(sup)
    local workers, calls = {}, {}
    for index, name in ipairs { "b", "c", "d", "e", "f", "g" } do
      workers[index] = sup:worker(name)
      calls[index] = workers[index]:spawn {}
    end
    for index, call in ipairs(calls) do
      call:ok()
      for _, descriptor in ipairs(workers[index]:child(0).fds) do
        check.truth(descriptor.fd <= 2, "descriptor " .. descriptor.fd .. " (" .. tostring(descriptor.target) .. ") is not the child's")
      end
    end
  end,
}
