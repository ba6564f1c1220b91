return scenario {
  summary = "the child is looked for by override, then the explicit path, then beside the program, then in the folder above",
  clauses = { "CHILD-01" },
  profile = "session",

  drive = function(sup)
    local here = sup:executable()
    local folder, name = here:match("^(.*)/([^/]*)$")
    sup:health():ok()
    sup:resolve_child { name = name, executable_dir = folder }:expect_ok { path = here }
    local below = sup:resolve_child { name = name, executable_dir = folder .. "/below" }:ok().path
    check.truth(below == here or below == folder .. "/below/../" .. name, "the folder above; it was " .. tostring(below))
    sup:resolve_child { name = "none", explicit = here, executable_dir = folder }:expect_ok { path = here }
    sup:resolve_child { name = "none", override = here, executable_dir = folder }:expect_ok { path = here }
    sup:resolve_child { name = name, explicit = "/bin/sh", executable_dir = folder }:expect_ok { path = "/bin/sh" }
    sup:resolve_child { name = name, override = "/bin/sh", explicit = here, executable_dir = folder }:expect_ok { path = "/bin/sh" }
    sup:resolve_child { name = name, override_variable = "OTHER_CHILD", override = "/bin/sh", executable_dir = folder }
      :expect_ok { path = "/bin/sh" }
  end,
}
