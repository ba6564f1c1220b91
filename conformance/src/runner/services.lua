-- The driver's side of scenarios/README.md above a single supervisor: sessions, capabilities, pools and leases. Runs behind
-- drive.lua, which gives it its own parts in `kit`: Sup, Call, call, options, set, compare_fields, listed, setmetatable.
return function(prim, information, kit)
  local json, pairs, type, tostring = json, pairs, type, tostring
  local Sup, Call, set, setmeta = kit.Sup, kit.Call, kit.set, kit.setmetatable

  -- A call that names objects of its own beside, or instead of, a worker.
  local function start(sup, verb, arguments, worker)
    return setmeta({ verb = verb, id = prim.call(worker, verb, arguments), sup = sup }, Call)
  end

  local function merged(...)
    local all = {}
    for _, given in pairs { ... } do
      for name, value in pairs(given) do all[name] = value end
    end
    return all
  end

  ---------------------------------------------------------------- commands

  -- What can be asked of a worker, of a session and of a lease alike. Each has `ask(self, verb, arguments)`.
  local json_options = set("export", "request", "typed", "unencodable", "token")
  local export_options = set("export", "request", "expected", "token")
  local stream_options =
    set("export", "request", "sink", "progress", "diagnostics", "typed", "typed_summary", "unencodable", "token")

  local function fill(arguments, defaults)
    for name, value in pairs(defaults) do
      if arguments[name] == nil then arguments[name] = value end
    end
    return arguments
  end

  local function with_defaults(verb, given, known, defaults) return fill(kit.options(verb, given, known), defaults) end

  local commands = {}

  function commands:json_command(given)
    return self:ask("json_command", with_defaults("json_command", given, json_options,
      { export = "demo", request = {}, typed = false }))
  end

  function commands:capability_metadata(given)
    return self:ask("capability_metadata", with_defaults("capability_metadata", given, export_options,
      { export = "metadata", request = {} }))
  end

  function commands:capability_doctor(given)
    return self:ask("capability_doctor", with_defaults("capability_doctor", given, export_options,
      { export = "doctor", request = {} }))
  end

  -- A stream's arguments with those that were left out, for a call and for a job alike.
  function kit.fill_stream(arguments)
    return fill(arguments, { export = "demo", request = {}, progress = false, diagnostics = false, typed = false })
  end

  local function stream(self, given)
    return self:ask("stream", kit.fill_stream(kit.options("stream", given, stream_options)))
  end

  function Sup:ask(verb, arguments) return start(self, verb, arguments, self.name) end
  for name, command in pairs(commands) do Sup[name] = command end
  Sup.stream = stream

  ---------------------------------------------------------------- sessions

  local host_default = {
    project_root = "/project",
    mode = { kind = "capability", package = "package", lib_name = "Library", manifest_path = json.null },
    imports = json.array { "Init" },
  }

  -- The body of an open_host_session with the fields that are given, and a host of its own for the others.
  function kit.host(given) return merged(host_default, given) end

  local Session = {}
  Session.__index = Session
  for name, command in pairs(commands) do Session[name] = command end
  Session.stream = stream

  -- The worker is named, too, so that the trace tells whose child is asked.
  function Session:ask(verb, arguments)
    arguments.session = self.name
    return start(self.sup, verb, arguments, self.sup.name)
  end

  function Session:status(clause)
    return start(self.sup, "session_status", { session = self.name }, self.sup.name):ok(clause)
  end

  function Session:expect_valid(wanted, clause)
    kit.compare_fields("session", self:status(clause), { valid = wanted }, clause)
  end

  local open_options = set("session", "host", "token")

  -- A call; its field `session` is the session once it succeeded.
  function Sup:open_session(given)
    local arguments = with_defaults("open_session", given, open_options, { session = "s1" })
    arguments.host = merged(host_default, arguments.host or {})
    local call = start(self, "open_session", arguments, self.name)
    call.session = setmeta({ name = arguments.session, sup = self }, Session)
    return call
  end

  -- The same, waited for.
  function Sup:session(given)
    local call = self:open_session(given)
    call:ok()
    return call.session
  end

  ---------------------------------------------------------------- capabilities

  local capability_options = set("session", "config", "host", "metadata", "token")

  local function capability_arguments(sup, verb, given)
    local arguments = with_defaults(verb, given, capability_options, { session = "s1" })
    arguments.host = merged(host_default, arguments.host or {})
    arguments.config = merged(information.config, arguments.config or {})
    local own = prim.executable(sup.name)
    if arguments.config.executable == nil and arguments.config.child == nil then arguments.config.executable = own end
    return arguments
  end

  function Sup:open_capability(given)
    local arguments = capability_arguments(self, "open_capability", given)
    local call = start(self, "open_capability", arguments, self.name)
    call.session = setmeta({ name = arguments.session, sup = self }, Session)
    return call
  end

  function Sup:check_capability(given)
    return start(self, "check_capability", capability_arguments(self, "check_capability", given), self.name)
  end

  local resolve_options = set("name", "override_variable", "override", "explicit", "executable_dir")

  function Sup:resolve_child(given)
    return start(self, "resolve_child", kit.options("resolve_child", given, resolve_options))
  end

  -- The path that this worker's children are started by.
  function Sup:executable() return prim.executable(self.name) end

  ---------------------------------------------------------------- leases

  local Lease = {}
  Lease.__index = Lease
  for name, command in pairs(commands) do Lease[name] = command end
  Lease.stream = stream

  function Lease:ask(verb, arguments)
    arguments["do"] = verb
    return start(self.pool, "lease", { lease = self.name, call = arguments })
  end

  local health_options = set("token")
  local release_options = set("how")

  function Lease:health(given) return self:ask("health", kit.options("health", given, health_options)) end
  function Lease:cycle() return self:ask("cycle", {}) end
  function Lease:set_request_timeout(limit) return self:ask("set_request_timeout", { ms = limit }) end
  function Lease:status(clause) return self:ask("status", {}):ok(clause) end

  function Lease:release(given)
    local arguments = kit.options("release_lease", given, release_options)
    arguments.lease = self.name
    return start(self.pool, "release_lease", arguments)
  end

  function Lease:drop() return self:release { how = "drop" } end

  function Lease:expect_valid(clause)
    kit.compare_fields("lease", self:status(clause), { valid = true, reason = json.null }, clause)
  end

  -- Invalid for good, in these words (LEASE-03, LEASE-04). `reason` is a Lua pattern, matched from end to end.
  function Lease:expect_invalid(reason, clause)
    for _ = 1, 2 do
      local e = self:json_command():expect_error("lease_invalidated", nil, clause)
      if reason then check.match(e.reason, "^" .. reason .. "$", clause) end
    end
    local status = self:status(clause)
    kit.compare_fields("lease", status, { valid = false }, clause)
    if reason then check.match(status.reason, "^" .. reason .. "$", clause) end
  end

  ---------------------------------------------------------------- pools

  -- A pool is to the harness what a worker is: all its children are started by one path, and counted from 0.
  local Pool = setmeta({}, { __index = Sup })
  Pool.__index = Pool

  local pool_options =
    set("name", "max_workers", "queue_wait_ms", "max_total_rss_kib", "max_worker_rss_kib", "idle_cycle_after_ms", "worker")

  function Sup:pool(given)
    local config = kit.options("pool", given, pool_options)
    local name = config.name or "p"
    config.name = nil
    config.worker = merged(information.config, config.worker or {})
    if config.worker.executable == nil then config.worker.executable = prim.executable(name) end
    local pool = setmeta({ name = name }, Pool)
    start(pool, "pool_open", { pool = name, config = config }):ok()
    return pool
  end

  local key_default = {
    project_root = "/project", package = "package", lib_name = "Library", imports = json.array { "Init" }, restart_policy = "default",
  }
  local key_options = set("project_root", "package", "lib_name", "imports", "metadata", "toolchain", "restart_policy")

  -- A text stands for the key with that one import.
  local function key_of(given)
    if type(given) == "string" then given = { imports = json.array { given } } end
    return merged(key_default, kit.options("a key", given, key_options))
  end

  -- A call; its field `lease` is the lease once it succeeded. A lease that is not named gets a name of its own.
  function Pool:acquire(key, name)
    self.leases_made = (self.leases_made or 0) + 1
    name = name or self.name .. tostring(self.leases_made)
    local call = start(self, "acquire", { pool = self.name, lease = name, key = key_of(key) })
    call.lease = setmeta({ name = name, pool = self }, Lease)
    return call
  end

  -- The same, waited for.
  function Pool:lease(key, name)
    local call = self:acquire(key, name)
    call:ok()
    return call.lease
  end

  function Pool:snapshot(clause) return start(self, "pool_snapshot", { pool = self.name }):ok(clause) end

  function Pool:expect_snapshot(wanted, clause)
    local snapshot = self:snapshot(clause)
    kit.compare_fields("snapshot", snapshot, wanted, clause or kit.listed("POOL-05"))
    return snapshot
  end

  -- The requests that a child has received so far, in order.
  function Pool:received(ordinal)
    prim.child(self.name, ordinal)
    return prim.received(self.name, ordinal, 0)
  end

  function Pool:close() return start(self, "pool_close", { pool = self.name }) end
end
