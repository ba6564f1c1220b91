return scenario {
  summary = "a worker with a command in flight is not idle, however long that takes: an acquire of its key does not end it",
  clauses = { "POOL-02", "FIX-09" },
  profile = "pool",
  spawn = false,
  needs = { "concurrent" },
  timeout_ms = 20000,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { run_data_stream = function(child)
      child:row("rows", { ordinal = 0 })
      child:wait(1400)
      child:meet("long after the idle limit")
      child:row("rows", { ordinal = 1 })
      child:stream_complete { total_rows = 2 }
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1, idle_cycle_after_ms = 1000 }
    local start = sup:clock()
    local lease = pool:lease("A")
    local call = lease:stream()
    while call:pending() and #call:rows() == 0 do pool:snapshot() end
    if not call:pending() and call:outcome().error and sup:clock() - start >= 1000 then
      check.inconclusive("the machine let the idle limit pass before the command")
    end
    call:expect_row("rows", 0, '{"ordinal":0}')
    pool:at("long after the idle limit")
    -- it may be granted at once, or after the command
    local acquire = pool:acquire("A")
    local asked = sup:clock()
    repeat sup:cancel("of nobody") until sup:clock() - asked > 50 -- only so that the acquire has come
    pool:let("long after the idle limit")
    call:expect_ok { total_rows = 2 }
    acquire:ok()
  end,
}
