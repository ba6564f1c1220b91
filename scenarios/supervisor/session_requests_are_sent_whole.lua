local many = {}
for index = 1, 200 do
  many[index] = "Module." .. (index * 7 % 200)
end

local hosts = {
  { project_root = "/p", mode = { kind = "shims_only" }, imports = json.array {} },
  { project_root = "", mode = { kind = "shims_only" }, imports = { "" }, import_profile = "server" },
  {
    project_root = "/p \"q\"/\u{fc}\u{1f600}\n", imports = { "Zeta", "Alpha", "Zeta", "alpha" }, import_profile = "exported-public",
    mode = { kind = "capability", package = "k\\p", lib_name = "L \"x\"", manifest_path = json.null },
  },
  {
    project_root = "/p", imports = many, import_profile = "full-private-compat",
    mode = { kind = "capability", package = "", lib_name = "", manifest_path = "/m \"1\".json" },
  },
  { project_root = "/p", mode = { kind = "shims_only" }, imports = { "Init" }, import_profile = "private" },
}

return scenario {
  summary = "a session's root, mode, imports and profile arrive at the child as given: in order, repeated, empty or by the hundred",
  clauses = { "REQ-02", "WIRE-08", "STATS-01" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    for index, host in ipairs(hosts) do
      local body = worker:expect("open_host_session")
      worker:check(body.project_root == host.project_root, "project_root of session " .. index .. " arrives")
      worker:check(body.mode.kind == host.mode.kind, "mode of session " .. index .. " arrives")
      for _, name in ipairs { "package", "lib_name" } do
        local given = body.mode[name] ~= json.null and body.mode[name] or nil
        worker:check(given == host.mode[name], name .. " of session " .. index .. " arrives")
      end
      local path = host.mode.manifest_path
      if path == json.null then
        path = nil
      end
      local given = body.mode.manifest_path
      worker:check(given == path or path == nil and given == json.null, "manifest_path of session " .. index .. " arrives")
      worker:check(#body.imports == #host.imports, "session " .. index .. " has as many imports as given")
      for at, name in ipairs(host.imports) do
        worker:check(body.imports[at] == name, "import " .. at .. " of session " .. index .. " stands in its place")
      end
      local profile = body.import_profile
      if profile == nil or profile == json.null then
        profile = "private"
      end
      worker:check(profile == (host.import_profile or "private"), "import_profile of session " .. index .. " arrives")
      worker:error("c", "session " .. index)
    end
    worker:serve()
  end,

  drive = function(sup)
    for _, host in ipairs(hosts) do
      sup:request("open_host_session", host):expect_error("worker", { code = "c" })
    end
    sup:health {}:ok()
    sup:expect_spawned(1)
    sup:expect_stats({ requests = #hosts + 1, imports = #hosts, import_like_admitted = #hosts }, "STATS-01")
  end,
}
