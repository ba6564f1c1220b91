return scenario {
  summary = "the child is looked for by override, then the explicit path, then beside the program, then in the folder above",
  clauses = { "CHILD-01" },
  profile = "session",

  drive = function(sup)
    local here = sup:executable()
    -- a link, like /bin/sh: who follows links tells another path, and only the names of the two programs tell them apart
    local function expect_here(call) check.equal(tostring(call:ok().path):match("[^/]*$"), here:match("[^/]*$")) end
    local function expect_shell(call)
      local path = tostring(call:ok().path)
      check.truth(path:match("^/.*/[^/]+$") and path:match("[^/]*$") ~= here:match("[^/]*$"), "the shell, not " .. path)
    end
    local folder, name = here:match("^(.*)/([^/]*)$")
    sup:health():ok()
    expect_here(sup:resolve_child { name = name, executable_dir = folder })
    expect_here(sup:resolve_child { name = name, executable_dir = folder .. "/below" })
    expect_here(sup:resolve_child { name = "none", explicit = here, executable_dir = folder })
    expect_here(sup:resolve_child { name = "none", override = here, executable_dir = folder })
    expect_shell(sup:resolve_child { name = name, explicit = "/bin/sh", executable_dir = folder })
    expect_shell(sup:resolve_child { name = name, override = "/bin/sh", explicit = here, executable_dir = folder })
    expect_shell(sup:resolve_child { name = name, override_variable = "OTHER_CHILD", override = "/bin/sh", executable_dir = folder })
  end,
}
