-- The driver's side of scenarios/README.md for configuration and planning, which have no worker. Runs behind drive.lua, which gives it
-- its own parts in `kit`: Sup, Call, fail, show, setmetatable.
return function(prim, _, kit)
  local json, ipairs, pairs, type, tostring = json, ipairs, pairs, type, tostring
  local Sup, Call, setmeta = kit.Sup, kit.Call, kit.setmetatable

  local function start(sup, verb, arguments) return setmeta({ verb = verb, id = prim.call(nil, verb, arguments), sup = sup }, Call) end

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
