local NAMED = '{"name":"n","version":"1"}'
local M = { manifest_path = "m" }
local E = { export = "e", request_json = "{}" }

local function metadata(fields) return '"status":"capability_metadata","metadata":{' .. fields .. "}" end
local function report(fields) return '"status":"capability_doctor","report":{' .. fields .. "}" end

-- what is asked, and an answer of the right status that is not whole
local cases = {
  { "call_fixture_mul", '"status":"u64"' },
  { "call_fixture_mul", '"status":"u64","value":null' },
  { "call_fixture_mul", '"status":"u64","value":"42"' },
  { "json_command", '"status":"json_command"' },
  { "json_command", '"status":"json_command","response_json":{}' },
  { "json_command", '"status":"error","message":"m"' },
  { "json_command", '"status":"error","code":null,"message":"m"' },
  { "capability_metadata", '"status":"capability_metadata"' },
  { "capability_metadata", metadata '"capabilities":[]' },
  { "capability_metadata", metadata('"commands":[' .. NAMED .. "]") },
  { "capability_metadata", metadata '"commands":[{"name":"n"}],"capabilities":[]' },
  { "capability_metadata", metadata '"commands":[],"capabilities":["n"]' },
  { "capability_metadata", metadata '"commands":{},"capabilities":[]' },
  { "capability_metadata", metadata '"commands":[],"capabilities":[],"lean_version":4' },
  { "capability_metadata", '"status":"capability_metadata_malformed"' },
  { "capability_doctor", report '"metadata":null' },
  { "capability_doctor", report '"diagnostics":[{"severity":"pass","code":"c"}]' },
  { "capability_doctor", report '"diagnostics":[{"code":"c","message":"m"}]' },
  { "capability_doctor", '"status":"capability_doctor_malformed"' },
}

return scenario {
  summary = "an answer of the right status without one of its fields, at any depth, or with one of the wrong type, is a decode error",
  clauses = { "WIRE-04", "FIX-01" },
  profile = "supervisor",
  timeout_ms = 40000,
  config = { restart_limit = { max = 100, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    local case = cases[worker.generation + 1]
    if case then
      worker:expect(case[1])
      worker:frame('{"version":10,"message":{"type":"response","body":{' .. case[2] .. "}}}")
      worker:hang()
    end
    worker:expect("capability_metadata")
    worker:frame('{"version":10,"message":{"type":"response","body":{' .. metadata('"commands":[' .. NAMED .. '],"capabilities":[],"later":1') .. "}}}")
    worker:expect("capability_doctor")
    worker:frame('{"version":10,"message":{"type":"response","body":{' .. report '"diagnostics":[{"severity":"warning","code":"","message":""}]' .. "}}}")
    worker:serve()
  end,

  drive = function(sup)
    for index, case in ipairs(cases) do
      local body = case[1] == "call_fixture_mul" and { manifest_path = "m", lhs = 6, rhs = 7 } or E
      local outcome = sup:request(case[1], body):outcome()
      check.truth(outcome.error and outcome.error.kind == "protocol", "answer number " .. index .. " is kind protocol")
      check.equal(sup:child(index - 1):state(), "reaped", "FIX-01")
      sup:cycle():ok()
    end
    sup:request("capability_metadata", E):ok()
    sup:request("capability_doctor", E):ok()
    sup:request("load_fixture_capability", M):ok()
  end,
}
