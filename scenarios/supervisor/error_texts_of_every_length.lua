local LENGTH_MAX = 100

-- LENGTH characters, the first and the last written as escapes.
local function spelled(first, length)
  return "\\u" .. string.format("%04x", first:byte()) .. string.rep("b", length - 2) .. "\\u0063"
end

return scenario {
  summary = "the code and the message of an error answer are whole at every length, also where they are written with escapes",
  clauses = { "REQ-06" },
  profile = "supervisor",
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    for length = 2, LENGTH_MAX do
      worker:expect("json_command")
      worker:frame('{"version":10,"message":{"type":"response","body":{"status":"error","code":"' .. spelled("a", length) ..
        '","message":"' .. spelled("z", LENGTH_MAX - length + 2) .. '"}}}')
    end
    worker:serve()
  end,

  drive = function(sup)
    for length = 2, LENGTH_MAX do
      local code = "a" .. string.rep("b", length - 2) .. "c"
      local message = "z" .. string.rep("b", LENGTH_MAX - length) .. "c"
      local e = sup:request("json_command", { export = "demo", request_json = "{}" }):expect_error("worker", { code = code })
      check.truth(e.message:find(message, 1, true), "the message contains `" .. message .. "`, and reads: " .. e.message)
    end
    sup:expect_stats({ requests = LENGTH_MAX - 1, exits = 0 }, "REQ-06")
  end,
}
