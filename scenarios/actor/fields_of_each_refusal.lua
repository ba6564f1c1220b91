local FOR = { project_root = "/home/demo", project_hash = "c0ffee", session_id = "session-7", toolchain = "leanprover/lean4:v4.20.0" }
local WINDOW_MS = 90000
local HARD_LIMIT_KIB = 16777216 -- the default

-- What each worker's child does with a job, by the worker's name.
local JOBS = {
  hangs = function(worker) worker:hang() end,
  dies = function(worker) worker:abort() end,
  refused = function(worker)
    if worker.generation == 0 then worker:abort() end
    worker:answer("health_ok", {})
    worker:expect("health")
    worker:abort()
  end,
  busy = function(worker)
    if worker.generation == 0 then worker:abort() end
    worker:meet("busy")
    worker:answer("health_ok", {})
  end,
}

return scenario {
  summary = "each kind of unavailable says for whom; a refusal of the mailbox tells no restart that an earlier job had",
  clauses = { "ACTOR-11", "ACTOR-10" },
  profile = "actor",
  spawn = false,
  needs = { "concurrent" },

  child = function(worker)
    worker:handshake()
    worker:serve { on = { health = JOBS[worker.name] } }
  end,

  drive = function(sup)
    local function actor_for(name, more)
      local options = { name = name, restart_window_ms = WINDOW_MS }
      for _, fields in ipairs { FOR, more } do
        for field, value in pairs(fields) do options[field] = value end
      end
      return sup:actor(options)
    end
    local function tells(call, reason, imports, fields)
      for field, value in pairs(FOR) do fields[field] = value end
      fields.imports, fields.window_millis = imports, check.null_or(WINDOW_MS)
      fields.limit_kib = check.null_or(HARD_LIMIT_KIB)
      call:expect_unavailable(reason, fields)
    end
    local demo = { "Init", "Demo" }
    tells(actor_for("hangs", { request_timeout_ms = 300 }):submit { imports = demo }, "timeout: .*", demo,
      { worker_restarted = true, restart_cause = "timeout", retry_after_millis = check.null, worker_generation = 2 })
    tells(actor_for("dies", {}):submit { imports = demo }, "worker_died_after_retry: .*", demo,
      { worker_restarted = true, restart_cause = "child_abort", retry_after_millis = check.null })
    local refused = actor_for("refused", { restart_limit = 1 })
    refused:serve_one("Init")
    tells(refused:submit { imports = demo }, "restart_limit_exceeded after 1 .*", demo,
      { retry_after_millis = WINDOW_MS, restart_cause = "child_abort" })

    local busy = actor_for("busy", { mailbox_capacity = 1 })
    for _, import in ipairs { "Std", "Init" } do
      local served = busy:submit(import)
      busy:let("busy")
      served:ok()
    end
    local running = busy:submit("Init")
    busy:at("busy")
    local waiting = busy:submit { imports = demo }
    local function without_restart(call, reason, imports)
      tells(call, reason, imports, { worker_restarted = false, restart_cause = check.null, retry_after_millis = check.null, worker_generation = 2 })
      call:expect_runtime { restarts_total = 1, profile_switch_count = 1, call_restart = check.null, retry_count = 0, worker_restarted = false }
    end
    without_restart(busy:submit { imports = demo }, "mailbox_full", demo)
    local stop = busy:stop()
    busy:let("busy")
    running:ok()
    without_restart(waiting, "project_shutting_down", demo)
    stop:ok()
    without_restart(busy:submit { imports = demo }, "project actor is stopped", check.null_or(demo))
  end,
}
