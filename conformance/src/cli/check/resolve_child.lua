return scenario {
  summary = "resolve_child answers the path that is found, or the paths that were tried",
  clauses = { "CHILD-01" },
  profile = "session",
  drive = function(sup)
    local here = sup:executable()
    local folder, name = here:match("^(.*)/([^/]*)$")
    sup:health():ok()
    sup:resolve_child { name = name, executable_dir = folder }:expect_ok { path = here }
    local e = sup:resolve_child { name = "nobody", executable_dir = folder }:expect_error("worker_child_unresolved")
    check.truth(type(e.tried) == "table" and #e.tried == 2, "the error has `tried`, the two paths that were looked at")
    e = sup:resolve_child { name = name, explicit = folder, executable_dir = folder }:expect_error("worker_child_not_executable")
    check.truth(e.path == folder, "the error has `path`")
    check.truth(type(e.reason) == "string", "… and `reason`")
  end,
}
