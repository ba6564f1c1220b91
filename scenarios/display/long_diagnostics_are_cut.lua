local cases = {
  -- what is written, how many bytes of it are shown
  { string.rep("x", 4096), 4096 },
  { string.rep("x", 4097), 4096 },
  { string.rep("x", 9000), 4096 },
  -- what is trimmed is not counted
  { "\n  " .. string.rep("x", 5000) .. " \n", 4096 },
  -- a character of three bytes, or of four, across the boundary goes as a whole
  { string.rep("x", 4095) .. "\xE2\x82\xAC" .. "yy", 4095 },
  { string.rep("x", 4094) .. "\xE2\x82\xAC" .. "yy", 4094 },
  { string.rep("x", 4093) .. "\xE2\x82\xAC" .. "yy", 4096 },
  { string.rep("x", 4093) .. "\xF0\x9F\x98\x80" .. "yy", 4093 },
  -- an escape sequence that is open at the boundary goes with its ESC, a closed one stays
  { string.rep("x", 4090) .. "\27[1;31mred", 4090 },
  { string.rep("x", 4088) .. "\27[1;31mred", 4096 },
  { string.rep("x", 4095) .. "\27[0mred", 4095 },
  { string.rep("x", 4094) .. "\27[0mred", 4094 },
  { "\27[1m" .. string.rep("x", 4100), 4096 },
  -- the last one counts, not the first, however long it is open
  { "\27[1m" .. string.rep("x", 4086) .. "\27[1;31mred", 4090 },
  { string.rep("x", 3900) .. "\27[" .. string.rep("1;", 150) .. "mred", 3900 },
  -- what ends it need not be a letter; digits, `?`, spaces and another `[` do not end it
  { string.rep("x", 4088) .. "\27[3~ 1234567890", 4096 },
  { string.rep("x", 4088) .. "\27[3@ 1234567890", 4096 },
  { string.rep("x", 4088) .. "\27[3\\ 1234567890", 4096 },
  { string.rep("x", 4088) .. "\27[?25 [ m and on", 4088 },
  -- what begins in another way is text
  { string.rep("x", 4094) .. "\27]0;title", 4096 },
}

return scenario {
  summary = "diagnostics of more than 4,096 bytes are cut for display between characters and outside escapes, and kept whole in the exit",
  clauses = { "DISPLAY-02", "DISPLAY-01" },
  profile = "display",
  needs = { "display" },
  timeout_ms = 30000,
  config = { restart_limit = { max = 50, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    local case = cases[worker.generation + 1]
    if case then
      worker:expect("health")
      worker:stderr(case[1])
      worker:exit(1)
    end
    worker:serve()
  end,

  drive = function(sup)
    local otherwise
    for _, case in ipairs(cases) do
      local text, shown = case[1], case[2]
      local e = sup:health {}:expect_error("child_panic_or_abort")
      local trimmed = text:match("^%s*(.-)%s*$")
      local tail = trimmed:sub(1, shown)
      if shown < #trimmed then
        tail = tail .. "… (" .. (#trimmed - shown) .. " bytes truncated)"
      end
      local message = tostring(e.message)
      local known = message:match("^worker exited fatally with exit status: 1: (.*)$")
        or message:match("^worker exited with exit status: 1: (.*)$")
      if known then
        check.equal(known, tail)
      else -- another sentence around them is a matter of DISPLAY-01
        otherwise = message
        check.truth(message:find(tail, 1, true), "the message holds what is shown of the diagnostics")
      end
      check.equal(e.exit.diagnostics, text)
      sup:cycle():ok()
    end
    check.truth(otherwise == nil, "an exit error reads " .. tostring(otherwise), "DISPLAY-01")
  end,
}
