return scenario {
  summary = "an override that names nothing is the end of the search, whatever else is there",
  clauses = { "CHILD-01" },
  profile = "session",

  drive = function(sup)
    local here = sup:executable()
    local folder, name = here:match("^(.*)/([^/]*)$")
    sup:health():ok()
    local missing = folder .. "/missing"
    local e = sup:resolve_child { name = name, override = missing, explicit = here, executable_dir = folder }
      :expect_error("worker_child_unresolved")
    check.equal(#e.tried, 1)
    check.match(e.tried[1], "/missing$")
    e = sup:resolve_child { name = name, override = folder .. "/run.json", explicit = here, executable_dir = folder }
      :expect_error("worker_child_not_executable")
    check.match(e.path, "/run%.json$")
    e = sup:resolve_child { name = name, override = folder, explicit = here, executable_dir = folder }
      :expect_error("worker_child_not_executable")
    check.equal(tostring(e.path):match("([^/]*)/?$"), folder:match("[^/]*$")) -- in any spelling that leads there
  end,
}
