return scenario {
  summary = "a request timeout that is set on a lease still holds after a command whose session was refused",
  clauses = { "LEASE-06", "LEASE-05" },
  profile = "pool",
  spawn = false,
  config = { request_timeout_ms = 8000 },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    local refusals = worker.generation == 1 and 1 or 0
    worker:serve { on = {
      open_host_session = function(child)
        refusals = refusals - 1
        if refusals >= 0 then return child:error("app.busy", "not now") end
        child:answer("host_session_opened", { import_stats = {
          direct_import_names = json.array { "A" }, import_level = "private", import_all = false, load_exts = false,
          effective_module_count = 0, compacted_region_count = 0, memory_mapped_region_count = 0, compacted_region_bytes = 0,
          memory_mapped_region_bytes = 0, non_memory_mapped_region_bytes = 0, imported_bytes = 0, imported_constant_count = 0,
          extension_count = 0, total_imported_extension_entries = 0,
        } })
      end,
      json_command = function(child) child:hang() end,
    } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    pool:lease("A"):cycle():ok()
    -- the refusal may meet the acquire already
    local acquire = pool:acquire("A")
    local opened = acquire:outcome().ok ~= nil
    local lease = opened and acquire.lease or pool:lease("A")
    lease:set_request_timeout(1000):ok()
    if opened then
      local refused = lease:json_command():outcome()
      if refused.error and refused.error.kind == "timeout" then
        check.inconclusive("the machine did not let the child answer in time")
      end
      check.equal(refused.error and refused.error.code, "app.busy", "LEASE-05")
    end
    local call = lease:json_command()
    call:expect_error("timeout", { duration_ms = 1000 })
    call:within(4000)
  end,
}
