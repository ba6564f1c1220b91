-- The driver's side of scenarios/README.md for actors, configuration and planning. Runs behind drive.lua, which gives it its
-- own parts in `kit`: Sup, Call, options, set, compare_fields, listed, fail, show, setmetatable.
return function(prim, information, kit)
  local json, ipairs, pairs, type, tostring = json, ipairs, pairs, type, tostring
  local Sup, Call, set, setmeta = kit.Sup, kit.Call, kit.set, kit.setmetatable

  local function start(sup, verb, arguments, worker)
    return setmeta({ verb = verb, id = prim.call(worker, verb, arguments), sup = sup }, Call)
  end

  ---------------------------------------------------------------- what comes back

  -- The runtime facts of an answer, whichever it is.
  local function runtime_of(call)
    local kind, value = prim.answer(call.id)
    if type(value) ~= "table" or type(value.runtime) ~= "table" then
      kit.fail("runtime facts come with every answer to a job", "a member `runtime`", kind .. " " .. kit.show(value), "ACTOR-10")
    end
    return value.runtime
  end

  function Call:runtime() return runtime_of(self) end

  function Call:expect_runtime(wanted, clause)
    local runtime = runtime_of(self)
    kit.compare_fields("runtime", runtime, wanted, clause or kit.listed("ACTOR-10"))
    return runtime
  end

  -- How often a cause was accounted; a cause that never came may be left out.
  local function accounted(runtime, cause)
    local counts = runtime.restarts_by_cause
    return type(counts) == "table" and counts[cause] or 0
  end

  -- Exactly these causes, so often, and their sum as the total.
  local function expect_causes(runtime, wanted, clause)
    local total = 0
    for cause, count in pairs(wanted) do
      total = total + count
      local happened = accounted(runtime, cause)
      if happened ~= count then
        kit.fail("restarts accounted to " .. cause, kit.show(count), kit.show(happened) .. " of " .. kit.show(runtime.restarts_by_cause),
          clause)
      end
    end
    if runtime.restarts_total ~= total then
      kit.fail("restarts_total", kit.show(total), kit.show(runtime.restarts_total) .. ", " .. kit.show(runtime.restarts_by_cause),
        clause)
    end
    prim.passed()
  end

  function Call:expect_causes(wanted, clause)
    expect_causes(runtime_of(self), wanted, clause or kit.listed("ACTOR-09"))
  end

  -- REASON is a Lua pattern for the whole reason; nil: any.
  function Call:expect_unavailable(reason, fields, clause)
    local error = self:expect_error("unavailable", fields, clause)
    if reason and (type(error.reason) ~= "string" or not error.reason:match("^" .. reason .. "$")) then
      kit.fail(self.verb .. " is unavailable", "a reason of the form " .. kit.show(reason), kit.show(error.reason), clause)
    end
    prim.passed()
    return error
  end

  ---------------------------------------------------------------- actors

  -- An actor is to the harness what a worker is: all its children are started by one path, and counted from 0.
  local Actor = setmeta({}, { __index = Sup })
  Actor.__index = Actor

  local actor_options = set("name", "project_root", "project_hash", "session_id", "toolchain", "mailbox_capacity", "restart_limit",
    "restart_window_ms", "rss_import_switch_kib", "rss_post_job_kib", "rss_hard_kill_kib", "rss_sample_interval_ms",
    "request_timeout_ms", "session", "worker")

  local function actor_config(given, name)
    local config = kit.options("actor", given, actor_options)
    config.name = nil
    local worker = {}
    for _, from in ipairs { information.config, config.worker or {} } do
      for key, value in pairs(from) do worker[key] = value end
    end
    if worker.executable == nil then worker.executable = prim.executable(name) end
    config.worker = worker
    config.project_root = config.project_root or "/project"
    return config
  end

  -- A call; its field `actor` is the actor, to be used once it succeeded.
  function Sup:actor_open(given)
    local name = given and given.name or "p"
    local actor = setmeta({ name = name }, Actor)
    local call = start(actor, "actor_open", { actor = name, config = actor_config(given, name) })
    call.actor = actor
    return call
  end

  -- The same, waited for.
  function Sup:actor(given)
    local call = self:actor_open(given)
    call:ok()
    return call.actor
  end

  local job_options = set("imports", "admission_wait_millis", "do", "op", "body", "progress", "diagnostics", "export", "request",
    "sink", "typed", "token")

  -- A text stands for a health request with that one import; without `op` or `do` it is a health request.
  function Actor:submit(given)
    if type(given) == "string" then given = { imports = { given } } end
    local job = kit.options("submit", given, job_options)
    local token = job.token
    job.token = nil
    if job["do"] == nil then job["do"] = job.op and "request" or "health" end
    if job["do"] == "stream" and job.export == nil then job.export = "demo" end
    local imports = json.array {}
    for index, import in ipairs(job.imports or { "Init" }) do imports[index] = import end
    job.imports = imports
    return start(self, "submit", { actor = self.name, job = job, token = token })
  end

  -- A job that is served; returns the answer.
  function Actor:serve_one(given, clause) return self:submit(given):ok(clause) end

  function Actor:facts() return start(self, "facts", { actor = self.name }):ok() end

  -- Fields of `runtime` stand beside `healthy` and `unhealthy_reason`.
  function Actor:expect_facts(wanted, clause)
    local facts = self:facts()
    local flat = {}
    for name, value in pairs(facts.runtime or {}) do flat[name] = value end
    flat.healthy, flat.unhealthy_reason = facts.healthy, facts.unhealthy_reason
    kit.compare_fields("facts", flat, wanted, clause or kit.listed("ACTOR-14"))
    return facts
  end

  function Actor:expect_causes(wanted, clause)
    local facts = self:facts()
    expect_causes(facts.runtime or {}, wanted, clause or kit.listed("ACTOR-09"))
    return facts
  end

  function Actor:stop() return start(self, "actor_stop", { actor = self.name }) end

  ---------------------------------------------------------------- configuration and planning

  -- ENVIRONMENT and FILE map names without the prefix to texts; FILE nil: no file.
  function Sup:resolve_config(environment, file)
    local variables = {}
    for name, value in pairs(environment or {}) do variables["LEAN_HOST_MCP_" .. name] = tostring(value) end
    local texts = json.null
    if file then
      texts = {}
      for name, value in pairs(file) do texts[name] = tostring(value) end
    end
    return start(self, "resolve_config", { environment = variables, file = texts })
  end

  -- `{ value, source }` of the knob NAME in an answer's `values`.
  function Call:expect_knob(name, value, source, clause)
    local values = self:ok(clause).values or {}
    local knob = values[name] or {}
    if tostring(knob.value) ~= tostring(value) or knob.source ~= source then
      kit.fail("the knob " .. name, kit.show { value = value, source = source }, kit.show(knob), clause)
    end
    prim.passed()
  end

  local module_default = {
    project_root = "/project", package = "package", lib_name = "Library", source_root = "/project/src", profile = "private",
    policy_class = "default",
  }

  -- A module is a name or a table of fields.
  local function module_of(given)
    if type(given) == "string" then given = { module = given } end
    local module = {}
    for name, value in pairs(module_default) do module[name] = value end
    for name, value in pairs(given) do module[name] = value end
    local imports = json.array {}
    for index, import in ipairs(given.imports or { "Init" }) do imports[index] = import end
    module.imports = imports
    return module
  end

  -- DECLARED defaults to the one library of a module without fields.
  function Sup:plan(modules, declared)
    local list, libraries = json.array {}, json.array {}
    for index, given in ipairs(modules) do list[index] = module_of(given) end
    for index, name in ipairs(declared or { "Library" }) do libraries[index] = name end
    return start(self, "plan", { modules = list, declared = libraries })
  end

  -- The names of each batch, in order.
  function Call:expect_batches(wanted, clause)
    local batches = self:ok(clause).batches or {}
    local happened = json.array {}
    for index, batch in ipairs(batches) do happened[index] = batch.modules end
    local lists = json.array {}
    for index, names in ipairs(wanted) do lists[index] = json.array(names) end
    if json.encode(happened) ~= json.encode(lists) then
      kit.fail("the modules of each batch", kit.show(lists), kit.show(happened), clause)
    end
    prim.passed()
    return batches
  end
end
