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
    check.equal(e.tried, json.array { missing })
    sup:resolve_child { name = name, override = folder .. "/run.json", explicit = here, executable_dir = folder }
      :expect_error("worker_child_not_executable", { path = folder .. "/run.json" })
    sup:resolve_child { name = name, override = folder, explicit = here, executable_dir = folder }
      :expect_error("worker_child_not_executable", { path = folder })
  end,
}
