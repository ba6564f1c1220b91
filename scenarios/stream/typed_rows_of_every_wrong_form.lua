local wrong = { "{}", '{"ordinal":-1}', '{"ordinal":1.5}', '{"ordinal":18446744073709551616}', '{"ordinal":null}', "7", '"7"', "[]" }

return scenario {
  summary = "a missing, negative, fractional, too large or untyped ordinal does not decode, nor does a row that is no object",
  clauses = { "STREAM-07" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    local text = wrong[worker.generation + 1]
    if text then
      worker:expect("run_data_stream")
      worker:row("rows", json.text(text))
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    for index in ipairs(wrong) do
      local call = sup:stream { export = "demo", typed = true }
      call:expect_error("typed_command_row_decode", { stream = "rows", sequence = 0 })
      call:expect_rows(0)
      sup:expect_snapshot { worker_generation = index }
    end
    sup:health {}:ok()
  end,
}
