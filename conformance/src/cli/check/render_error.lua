return scenario {
  summary = "render_error answers what the supervisor would print for an error",
  clauses = { "DISPLAY-03" },
  profile = "display",
  drive = function(sup)
    local ok = sup:adapter_call("render_error", { error = { kind = "cancelled", operation = "health" } }):ok()
    check.truth(type(ok.text) == "string" and #ok.text > 0, "render_error's `ok` has `text`, a string")
  end,
}
