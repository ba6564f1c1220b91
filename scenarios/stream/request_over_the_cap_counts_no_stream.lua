return scenario {
  summary = "a stream request over the cap is kind protocol and counts neither request nor stream",
  clauses = { "WIRE-09", "REQ-01" },
  profile = "stream",
  config = { max_frame_bytes = 65536 },

  drive = function(sup)
    sup:stream { export = "demo", request = { text = string.rep("b", 70000) } }:expect_error("protocol")
    sup:expect_stats { requests = 0, stream_requests = 0, stream_successes = 0, exits = 0 }
    sup:expect_received(0, {})
    sup:health {}:ok()
  end,
}
