return scenario {
  summary = "metadata with half of an escaped pair of surrogates is a decode error or a mismatch, never taken for something else",
  clauses = { "CAP-02", "WIRE-10" },
  profile = "session",
  config = { restart_limit = { max = 100, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    worker:serve { on = { capability_metadata = function(child, body)
      child:answer("capability_metadata", { metadata = json.text(
        '{"commands":[],"capabilities":[],"lean_version":"4","extra":["\\ud800"]}') })
    end } }
  end,

  drive = function(sup)
    for _, extra in ipairs { "[]", "[null]", '[""]', '["d800"]' } do
      local session = sup:session()
      local outcome = session:capability_metadata { export = "meta", expected = json.text(
        '{"commands":[],"capabilities":[],"lean_version":"4","extra":' .. extra .. "}") }:outcome()
      local kind = outcome.error and outcome.error.kind
      check.truth(kind == "capability_metadata_mismatch" or kind == "protocol", "half a pair is neither accepted nor taken for " .. extra)
      sup:cycle():ok()
    end
  end,
}
