return scenario {
  summary = "where nothing is found the error names the paths that were tried, in their order",
  clauses = { "CHILD-01" },
  profile = "session",

  drive = function(sup)
    local folder = sup:executable():match("^(.*)/[^/]*$")
    sup:health():ok()
    local e = sup:resolve_child { name = "nobody", executable_dir = folder }:expect_error("worker_child_unresolved")
    check.equal(#e.tried, 2)
    check.equal(e.tried[1], folder .. "/nobody")
    check.match(e.tried[2], "/nobody$")
    check.truth(e.tried[2] ~= e.tried[1], "the second path is another folder's")
    e = sup:resolve_child { name = "nobody", explicit = folder .. "/explicit", executable_dir = folder }
      :expect_error("worker_child_unresolved")
    check.equal(e.tried[1], folder .. "/explicit")
    check.equal(#e.tried, 3)
  end,
}
