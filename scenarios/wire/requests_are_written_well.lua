local texts = {
  "plain", "", "quote \" backslash \\ slash /", "line\nfeed\r\ttab", "one \1 unit \31 del \127",
  "\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80", "\xE2\x80\xA8\xE2\x80\xA9", "</script>", "\xEF\xBF\xBF",
}

return scenario {
  summary = "every text survives the way into the child, in frames of version 10 with type before body",
  clauses = { "WIRE-05", "WIRE-01", "WIRE-03", "WIRE-10" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake()
    for index, text in ipairs(texts) do
      local body = worker:expect("json_command")
      worker:check(body.export == text, "export number " .. index .. " arrives unchanged", "WIRE-10")
      worker:check(body.request_json == json.encode({ text = text }), "request number " .. index .. " arrives unchanged", "WIRE-10")
      worker:answer("json_command", { response_json = json.encode({ text = text }) })
    end
    worker:serve()
  end,

  drive = function(sup)
    for _, text in ipairs(texts) do
      local ok = sup:request("json_command", { export = text, request_json = json.encode({ text = text }) }):ok()
      check.equal(ok.response_json, json.encode({ text = text }), "WIRE-10")
    end
  end,
}
