return scenario {
  summary = "an immediate shutdown ends a child that reads nothing, one that is stopped and one that holds back",
  clauses = { "SHUT-01", "SHUT-04", "SHUT-05" },
  profile = "supervisor",

  child = function(worker)
    worker:ignore("TERM")
    worker:handshake()
    worker:mark("up")
    worker:hang()
  end,

  drive = function(sup)
    local other = sup:worker("b")
    other:spawn {}:ok()
    sup:expect_mark("up")
    other:expect_mark("up")
    other:child(0):signal("STOP")
    for _, each in ipairs { sup, other } do
      local call = each:shutdown { mode = "immediate" }
      local report = call:expect_ok { outcome = "kill_only" }
      check.equal(report.exit.signal, 9)
      call:within(4000, "SHUT-04")
      each:expect_gone()
    end
  end,
}
