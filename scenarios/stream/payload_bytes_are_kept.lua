local payloads = {
  '{ "b" : 1 ,\t"a" : [ ] }',
  '{"z":1,"a":2,"z":3}',
  "1.0",
  "-0",
  "1E+2",
  "123456789012345678901234567890.000",
  '"\\u0041\\/\\ud83d\\ude00 \\n"',
  '"\xC3\xBC \xE2\x82\xAC \xF0\x9F\x98\x80"',
  "[\r\n1 ,  2\n]",
  "null",
  "false",
  '""',
  '"<a href=\'#\'>&amp;</a>"', -- encoders that think of HTML escape these
  '"\xE2\x80\xA8\xE2\x80\xA9\xEF\xBB\xBF\x7F"', -- … and those that think of JavaScript these
  '{"<k>":"\\u003c\\u2028"}',
}

return scenario {
  summary = "a payload reaches the sink byte for byte: white space, key order, repeated keys, escapes and number forms",
  clauses = { "WIRE-11", "WIRE-10", "STATS-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    for _, text in ipairs(payloads) do
      worker:row("rows", json.text(text))
    end
    worker:stream_complete { total_rows = #payloads }
    worker:serve()
  end,

  drive = function(sup)
    local call = sup:stream { export = "demo" }
    call:ok()
    local rows, bytes = call:rows(), 0
    check.equal(#rows, #payloads)
    for index, text in ipairs(payloads) do
      check.equal(rows[index].payload, text)
      bytes = bytes + #text
    end
    sup:expect_stats { data_row_payload_bytes = bytes, data_rows_delivered = #payloads }
  end,
}
