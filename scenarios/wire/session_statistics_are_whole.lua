local fields = {
  '"direct_import_names":["Init"]', '"import_level":"private"', '"import_all":false', '"load_exts":true', '"effective_module_count":1',
  '"compacted_region_count":2', '"memory_mapped_region_count":3', '"compacted_region_bytes":4', '"memory_mapped_region_bytes":5',
  '"non_memory_mapped_region_bytes":6', '"imported_bytes":7', '"imported_constant_count":8', '"extension_count":9',
  '"total_imported_extension_entries":10',
}
local wrong = {
  [1] = '"direct_import_names":["Init",1]', [2] = '"import_level":1', [3] = '"import_all":0', [4] = '"load_exts":"true"',
  [5] = '"effective_module_count":-1', [14] = '"total_imported_extension_entries":null',
}

-- The statistics with field number `at` left out, or as `instead` has it; whole without an `at`.
local function statistics(at, instead)
  local kept = {}
  for index, field in ipairs(fields) do
    if index ~= at then
      kept[#kept + 1] = field
    elseif instead then
      kept[#kept + 1] = instead
    end
  end
  return '{"version":10,"message":{"type":"response","body":{"status":"host_session_opened","import_stats":{' .. table.concat(kept, ",") .. "}}}}"
end

local frames = {}
for at in ipairs(fields) do
  frames[#frames + 1] = statistics(at)
end
for at, field in pairs(wrong) do
  frames[#frames + 1] = statistics(at, field)
end

return scenario {
  summary = "an opened session that lacks any of its statistics, or has one of the wrong type, is a decode error; a whole one comes back whole",
  clauses = { "WIRE-04", "REQ-02" },
  profile = "supervisor",
  timeout_ms = 40000,
  config = { restart_limit = { max = 100, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    worker:expect("open_host_session")
    worker:frame(frames[worker.generation + 1] or statistics())
    worker:serve()
  end,

  drive = function(sup)
    local session = { project_root = "/p", mode = { kind = "shims_only" }, imports = json.array { "Init" } }
    for index in ipairs(frames) do
      local outcome = sup:request("open_host_session", session):outcome()
      check.truth(outcome.error and outcome.error.kind == "protocol", "answer number " .. index .. " is kind protocol")
      sup:cycle():ok()
    end
    local given = sup:request("open_host_session", session):ok().import_stats
    local expected = json.decode("{" .. table.concat(fields, ",") .. "}")
    for name, value in pairs(expected) do
      check.equal({ [name] = given[name] }, { [name] = value }, "REQ-02")
    end
  end,
}
