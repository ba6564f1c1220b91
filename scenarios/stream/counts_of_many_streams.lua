local STREAMS = 300
local names = { "__proto__", "constructor", "toString", "length", "0", "-1", "null", "a.b", "a b" }
for index = #names + 1, STREAMS do
  names[index] = "stream " .. index
end

return scenario {
  summary = "a summary's counts come back for each of hundreds of streams, whatever they are called",
  clauses = { "REQ-02", "STREAM-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    worker:expect("run_data_stream")
    local counts = {}
    for index, name in ipairs(names) do
      counts[#counts + 1] = json.encode(name) .. ":" .. index
    end
    worker:frame('{"version":10,"message":{"type":"response","body":{"status":"stream_complete","summary":{"total_rows":1,"per_stream_counts":{'
      .. table.concat(counts, ",") .. '},"elapsed_micros":1}}}}')
    worker:serve()
  end,

  drive = function(sup)
    local counts = sup:stream { export = "demo" }:ok().per_stream_counts
    for index, name in ipairs(names) do
      check.equal(counts[name], index)
    end
  end,
}
