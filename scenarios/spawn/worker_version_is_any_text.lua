local versions = { "", "0", "lean-worker 4.2.0 (\u{fc}\u{20ac}\u{1f600}) \"rc\"", string.rep("v", 5000), "1.0\n" }

return scenario {
  summary = "the child's version is any text, empty or long, and comes back whole",
  clauses = { "SPAWN-04" },
  profile = "supervisor",

  child = function(worker)
    worker:handshake { version = versions[worker.generation + 1] }
    worker:serve()
  end,

  drive = function(sup)
    for index, version in ipairs(versions) do
      check.equal(sup:metadata().worker_version, version)
      sup:health {}:ok()
      if index < #versions then
        sup:cycle():ok()
      end
    end
  end,
}
