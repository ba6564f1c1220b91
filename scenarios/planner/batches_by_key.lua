return scenario {
  summary = "modules that differ in any one field of the key are in batches of their own",
  clauses = { "PLAN-01" },
  profile = "planner",
  spawn = false,

  drive = function(sup)
    local modules = {
      { module = "A" },
      { module = "A", project_root = "/zproject" },
      { module = "A", package = "zpackage" },
      { module = "A", lib_name = "ZLibrary" },
      { module = "A", source_root = "/zproject/src" },
      { module = "A", imports = { "Init", "Std" } },
      { module = "A", profile = "server" },
      { module = "A", policy_class = "custom" },
      { module = "A", profile = "exported-public" },
    }
    local batches = sup:plan(modules, { "Library", "ZLibrary" })
      :expect_batches { { "A" }, { "A" }, { "A" }, { "A" }, { "A" }, { "A" }, { "A" }, { "A" }, { "A" } }
    -- field after field: what differs in a later field comes earlier than what differs in one before it
    check.equal(batches[1].profile, "exported-public")
    check.equal(batches[2].policy_class, "custom")
    check.equal(batches[3].policy_class, "default")
    check.equal(batches[4].profile, "server")
    check.equal(batches[5].imports, { "Init", "Std" })
    check.equal(batches[6].source_root, "/zproject/src")
    check.equal(batches[7].lib_name, "ZLibrary")
    check.equal(batches[8].package, "zpackage")
    check.equal(batches[9].project_root, "/zproject")
  end,
}
