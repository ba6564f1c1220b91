return scenario {
  summary = "what is found but cannot run is named with the reason, and the search does not go on",
  clauses = { "CHILD-01" },
  profile = "session",

  drive = function(sup)
    local here = sup:executable()
    local folder = here:match("^(.*)/[^/]*$")
    local function expect_refused(call, name) -- in any spelling that leads there
      local e = call:expect_error("worker_child_not_executable")
      check.equal(tostring(e.path):match("([^/]*)/?$"), name)
      return e
    end
    sup:health():ok()
    local e = expect_refused(sup:resolve_child { name = "run.json", executable_dir = folder }, "run.json")
    check.truth(type(e.reason) == "string" and #e.reason > 0, "a reason is given")
    expect_refused(sup:resolve_child { name = "run.json", executable_dir = folder .. "/below" }, "run.json")
    expect_refused(sup:resolve_child { name = "fake-child", explicit = folder .. "/run.json", executable_dir = folder }, "run.json")
    expect_refused(sup:resolve_child { name = "fake-child", explicit = folder, executable_dir = folder }, folder:match("[^/]*$"))
  end,
}
