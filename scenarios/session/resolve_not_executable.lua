return scenario {
  summary = "what is found but cannot run is named with the reason, and the search does not go on",
  clauses = { "CHILD-01" },
  profile = "session",

  drive = function(sup)
    local here = sup:executable()
    local folder = here:match("^(.*)/[^/]*$")
    sup:health():ok()
    local e = sup:resolve_child { name = "run.json", executable_dir = folder }
      :expect_error("worker_child_not_executable", { path = folder .. "/run.json" })
    check.truth(type(e.reason) == "string" and #e.reason > 0, "a reason is given")
    e = sup:resolve_child { name = "run.json", executable_dir = folder .. "/below" }:expect_error("worker_child_not_executable")
    check.match(e.path, "/run%.json$")
    sup:resolve_child { name = "fake-child", explicit = folder .. "/run.json", executable_dir = folder }
      :expect_error("worker_child_not_executable", { path = folder .. "/run.json" })
    sup:resolve_child { name = "fake-child", explicit = folder, executable_dir = folder }
      :expect_error("worker_child_not_executable", { path = folder })
  end,
}
