return scenario {
  summary = "of two children that died unseen each worker takes its own, whichever is asked first",
  clauses = { "EXIT-01", "STATE-01", "REQ-05" },
  profile = "supervisor",
  defects = { 25 },

  child = function(worker)
    worker:handshake()
    worker:serve { count = 1 }
    worker:exit(worker.name == "a" and 3 or 4)
  end,

  drive = function(sup)
    local other = sup:worker("b")
    other:spawn {}:ok()
    for generation = 0, 1 do
      sup:health {}:ok()
      other:health {}:ok()
      sup:child(generation):expect_exit()
      other:child(generation):expect_exit()
      local first, second = sup, other
      if generation == 0 then
        first, second = other, sup
      end
      check.equal(first:expect_status("exited", "STATE-01").exit.code, first == sup and 3 or 4, "EXIT-01")
      local e = second:health {}:expect_error("child_panic_or_abort", {}, "REQ-05")
      check.equal(e.exit.code, second == sup and 3 or 4, "EXIT-01")
      sup:cycle():ok("STATE-01")
      other:cycle():ok("STATE-01")
    end
  end,
}
