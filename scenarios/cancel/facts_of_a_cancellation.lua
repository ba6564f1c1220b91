local function statistics(constants, names)
  return {
    direct_import_names = json.array(names), import_level = "private", import_all = false, load_exts = true, effective_module_count = 12,
    compacted_region_count = 3, memory_mapped_region_count = 3, compacted_region_bytes = 100, memory_mapped_region_bytes = 100,
    non_memory_mapped_region_bytes = 0, imported_bytes = 4096, imported_constant_count = constants, extension_count = 5,
    total_imported_extension_entries = 7,
  }
end

return scenario {
  summary = "the facts of a cancellation tell all imports so far, the statistics of the last session, and the generation that follows",
  clauses = { "FACTS-01", "CANCEL-03", "CANCEL-01" },
  profile = "stream",

  child = function(worker)
    worker:handshake()
    if worker.name == "a" and worker.generation < 2 then
      worker:serve { count = 1 }
      worker:expect("open_host_session")
      local constants = 100 + worker.generation
      worker:answer("host_session_opened", { import_stats = statistics(constants, { "Init", "Gen" .. worker.generation }) })
      worker:expect("run_data_stream")
      worker:row("rows", 0)
      worker:hang()
    end
    worker:serve()
  end,

  drive = function(sup)
    local session = { project_root = "/p", mode = { kind = "shims_only" }, imports = json.array { "Init" } }
    for round = 1, 2 do
      sup:request("load_fixture_capability", { manifest_path = "m" }):ok()
      sup:request("open_host_session", session):ok()
      local facts = sup:stream { export = "demo", sink = { cancel_at_row = 0 } }:expect_error("cancelled").resource
      check.equal(facts.cause, "worker_cancelled")
      check.equal(facts.operation, "worker_run_data_stream")
      check.equal(facts.worker_generation, round)
      check.equal(facts.restart_reason, "cancelled")
      check.equal(facts.import_count, 2 * round)
      check.equal(facts.import_like_requests, 2 * round)
      check.equal(facts.import_like_admitted, 2 * round)
      check.truth(type(facts.last_import_stats) == "table", "the statistics of the last session are there")
      check.equal(facts.last_import_stats.imported_constant_count, 99 + round)
      check.equal(facts.last_import_stats.direct_import_names, { "Init", "Gen" .. round - 1 })
    end
    sup:cycle():ok()
    local other = sup:worker("b")
    other:spawn {}:ok()
    other:request("open_host_session", session):ok() -- has statistics of its own
    sup:cancel("t")
    local facts = sup:request("call_fixture_mul", { manifest_path = "m", lhs = 1, rhs = 1 }, { token = "t" })
      :expect_error("cancelled", { operation = "call_fixture_mul" }, "CANCEL-01").resource
    check.equal(facts.operation, "call_fixture_mul")
    check.equal(facts.work_entered_child, false)
    check.equal(facts.worker_generation, 3)
    check.equal(facts.import_count, 4)
    check.equal(facts.import_like_requests, 4)
    check.equal(facts.last_import_stats.imported_constant_count, 101)
  end,
}
