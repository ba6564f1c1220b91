return scenario {
  summary = "malformed metadata, a request that cannot be encoded and a summary that does not decode leave the lease valid",
  clauses = { "LEASE-05", "FIX-20" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = {
      capability_metadata = function(child) child:answer("capability_metadata_malformed", { message = "line 1" }) end,
      capability_doctor = function(child) child:answer("capability_doctor_malformed", { message = "line 2" }) end,
    } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local lease = pool:lease("A")
    local function works(what)
      local outcome = lease:json_command():outcome()
      check.truth(outcome.ok, "the lease works on after " .. what, "FIX-20")
    end
    lease:capability_metadata():expect_error("capability_metadata_malformed")
    works("malformed metadata")
    lease:capability_doctor():expect_error("capability_doctor_malformed")
    works("a malformed doctor report")
    lease:json_command { unencodable = true }:expect_error("typed_command_request_encode")
    works("a request that could not be encoded")
    lease:stream { typed_summary = true }:expect_error("typed_command_summary_decode")
    works("a summary that did not decode")
    lease:expect_valid()
    pool:expect_spawned(1)
  end,
}
