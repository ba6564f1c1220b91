-- The driver's side of scenarios/README.md for actors. Runs behind drive.lua, which gives it its own parts in `kit`: Sup, Call, options,
-- set, compare_fields, listed, fail, show, same, excuse_timeout, setmetatable, and fill_stream of services.lua.
return function(prim, information, kit)
  local json, ipairs, pairs, select, type, tostring, tonumber = json, ipairs, pairs, select, type, tostring, tonumber
  local table, math = table, math
  local Sup, Call, set, setmeta = kit.Sup, kit.Call, kit.set, kit.setmetatable

  -- The defaults of CONFIG-01, and how many events an actor remembers at least (ADAPTER.md).
  local WINDOW_MS, RESTARTS_MAX, MAILBOX_CAPACITY, EVENTS_MIN = 60000, 3, 8, 32

  local function start(sup, verb, arguments, worker)
    return setmeta({ verb = verb, id = prim.call(worker, verb, arguments), sup = sup }, Call)
  end

  ---------------------------------------------------------------- what holds for every answer

  local PLANNED = {
    import_profile_switch = true, rss_import_switch = true, rss_post_job = true, max_requests = true, max_imports = true, idle = true,
    explicit = true, worker_internal = true, timeout = false, cancelled = false, child_exit = false, child_abort = false,
    session_missing = false, rss_hard_limit_exceeded = false,
  }

  local function absent(value) return value == nil or value == json.null end

  local function demand(held, what, value, clause)
    if not held then kit.fail(what, what, value == nil and "it is left out" or kit.show(value), clause) end
  end

  local function whole(value)
    if type(value) == "string" and value:match("^%d+$") then return true end
    return type(value) == "number" and value >= 0 and value % 1 == 0
  end

  -- Of what `whole` holds for.
  local function number(value) return math.tointeger(value) or tonumber(value) end

  local function check_event(event, name)
    if absent(event) then return end
    demand(type(event) == "table" and PLANNED[event.cause] ~= nil, name .. ".cause is one of the causes", event, "ACTOR-03")
    demand(event.planned == PLANNED[event.cause], name .. ".planned is " .. tostring(PLANNED[event.cause]) .. " for " .. event.cause,
      event, "ACTOR-03")
    demand(type(event.reason) == "string" and #event.reason > 0, name .. ".reason is a text", event, "ACTOR-10")
    demand(whole(event.worker_generation), name .. ".worker_generation is a number", event, "ACTOR-10")
  end

  -- OF_NO_JOB: there is no job whose waits they could be, or none that ran.
  local function check_runtime(runtime, of_no_job)
    demand(type(runtime) == "table", "runtime facts come with every answer to a job", runtime, "ACTOR-10")
    for _, name in ipairs { "worker_generation", "retry_count", "profile_switch_count", "restarts_total" } do
      demand(whole(runtime[name]), "runtime." .. name .. " is a whole number", runtime[name], "ACTOR-10")
    end
    for _, name in ipairs { "admission_wait_millis", "queue_wait_millis" } do
      local missing = of_no_job and absent(runtime[name])
      demand(missing or whole(runtime[name]), "runtime." .. name .. " is a whole number", runtime[name], "ACTOR-10")
    end
    demand(runtime.worker_generation ~= 0, "runtime.worker_generation is at least 1", runtime.worker_generation, "ACTOR-08")
    demand(type(runtime.worker_restarted) == "boolean", "runtime.worker_restarted is true or false", runtime.worker_restarted,
      "ACTOR-10")
    demand(runtime.retry_count == 0 or runtime.retry_count == 1, "a job is run once more at most", runtime.retry_count, "ACTOR-09")
    demand(runtime.worker_lanes == 1, "runtime.worker_lanes is 1", runtime.worker_lanes, "ACTOR-10")
    check_event(runtime.call_restart, "call_restart")
    check_event(runtime.last_restart, "last_restart")
    demand(type(runtime.restarts_by_cause) == "table", "runtime.restarts_by_cause is an object", runtime.restarts_by_cause, "ACTOR-10")
    local sum = 0
    for cause, count in pairs(runtime.restarts_by_cause) do
      demand(PLANNED[cause] ~= nil and whole(count), "restarts_by_cause counts the causes", runtime.restarts_by_cause, "ACTOR-03")
      sum = sum + count
    end
    demand(sum == runtime.restarts_total, "restarts_total is the sum of restarts_by_cause", runtime, "ACTOR-10")
    demand(runtime.restarts_total == 0 or not absent(runtime.last_restart), "last_restart is known once there was a restart", runtime,
      "ACTOR-10")
  end

  -- As above, of a job.
  local function check_runtime_of_job(runtime, of_no_job)
    check_runtime(runtime, of_no_job)
    demand(absent(runtime.call_restart) or runtime.worker_restarted, "a job with a call_restart says worker_restarted", runtime,
      "ACTOR-10")
  end

  -- The reasons of jobs that no facts of their own come with; where the actor has ended nobody may know the job any more.
  local REFUSED = {
    mailbox_full = "refused", mailbox_closed = "refused", project_shutting_down = "refused", ["project actor is stopped"] = "ended",
    mailbox_closed_before_reply = "ended",
  }

  -- A job that never ran, or ended with a restart that was refused: its own facts may be missing.
  local function is_refused(kind, value)
    if kind ~= "error" then return false end
    if value.kind == "restart_limit_exceeded" then return true end
    local reason = value.kind == "unavailable" and value.reason
    return type(reason) == "string" and (REFUSED[reason] ~= nil or reason:find("^restart_limit_exceeded") ~= nil)
  end

  -- What is true of an opening only where a worker came up.
  local function is_of_no_worker(verb, error) return verb == "actor_open" and error.restart_cause ~= "rss_hard_limit_exceeded" end

  local function check_unavailable(error, verb)
    for _, name in ipairs { "retryable", "worker_restarted" } do
      demand(type(error[name]) == "boolean", "unavailable." .. name .. " is true or false", error[name], "ACTOR-11")
    end
    for _, name in ipairs { "project_root", "reason" } do
      demand(type(error[name]) == "string" and #error[name] > 0, "unavailable." .. name .. " is a text", error[name], "ACTOR-11")
    end
    -- an opening has no job whose imports they could be; where the actor has ended nobody may know the job any more
    local unknown = absent(error.imports) and (verb == "actor_open" or REFUSED[error.reason] == "ended")
    demand(type(error.imports) == "table" or unknown, "unavailable.imports is an array", error.imports, "ACTOR-11")
    local nobody = is_of_no_worker(verb, error) and absent(error.worker_generation)
    demand(nobody or whole(error.worker_generation), "unavailable.worker_generation is a number", error.worker_generation, "ACTOR-11")
    demand(absent(error.restart_cause) or PLANNED[error.restart_cause] ~= nil, "unavailable.restart_cause is one of the causes or null",
      error.restart_cause, "ACTOR-11")
    for _, name in ipairs { "rss_kib", "limit_kib", "retry_after_millis", "restarts_in_window", "window_millis" } do
      demand(absent(error[name]) or whole(error[name]), "unavailable." .. name .. " is a number or null", error[name], "ACTOR-11")
    end
  end

  -- What an unavailable error repeats of the actor's configuration and of the job (ACTOR-11).
  local function check_repeated(error, call)
    local config = call.sup.configured
    for _, name in ipairs { "project_root", "project_hash", "session_id", "toolchain" } do
      demand(error[name] == config[name], "unavailable." .. name .. " is the configured " .. kit.show(config[name]), error[name],
        "ACTOR-11")
    end
    demand(call.job == nil or REFUSED[error.reason] == "ended" or kit.same(error.imports, call.job.imports),
      "unavailable.imports are the job's", error.imports, "ACTOR-11")
    local window, limit = config.restart_window_ms or WINDOW_MS, config.restart_limit or RESTARTS_MAX
    demand(absent(error.window_millis) or kit.same(error.window_millis, window), "unavailable.window_millis is " .. kit.show(window),
      error.window_millis, "ACTOR-11")
    demand(absent(error.restarts_in_window) or number(error.restarts_in_window) <= limit,
      "unavailable.restarts_in_window is at most the limit, " .. kit.show(limit), error.restarts_in_window, "ACTOR-11")
  end

  -- No imports may be told as an empty text or as nothing.
  local function profile_of(runtime) return absent(runtime.import_profile) and "" or runtime.import_profile end

  local function same_event(left, right)
    if absent(left) or absent(right) then return absent(left) and absent(right) end
    return left.cause == right.cause and left.reason == right.reason and kit.same(left.worker_generation, right.worker_generation)
  end

  -- The facts that come with the answer of a job that ran are that job's (ACTOR-10). A refused restart may come before all that.
  local function check_facts_of_job(runtime, job, refused_restart)
    if not refused_restart then
      demand(profile_of(runtime) == table.concat(job.imports, "\n"), "runtime.import_profile is the job's imports joined by line feeds",
        runtime.import_profile, "ACTOR-10")
      demand(kit.same(runtime.admission_wait_millis, job.admission_wait_millis or 0), "runtime.admission_wait_millis is the job's own",
        runtime.admission_wait_millis, "ACTOR-10")
    end
    local call, last = runtime.call_restart, runtime.last_restart
    demand(absent(call) or same_event(call, last), "the last restart during a job is the last one at all", runtime, "ACTOR-10")
    demand(absent(last) or number(last.worker_generation) <= number(runtime.worker_generation),
      "last_restart.worker_generation is not beyond the present one", runtime, "ACTOR-08")
  end

  ---------------------------------------------------------------- what holds from one answer to the next

  -- EARLIER and LATER are the runtime facts of two jobs that ran, in their order, or of a job and what is known after it.
  local function check_growth(earlier, later, clause)
    demand(number(later.worker_generation) >= number(earlier.worker_generation), "the generation never falls, and was " ..
      kit.show(earlier.worker_generation), later.worker_generation, clause or "ACTOR-08")
    demand(number(later.profile_switch_count) >= number(earlier.profile_switch_count), "profile_switch_count never falls, and was " ..
      kit.show(earlier.profile_switch_count), later.profile_switch_count, clause or "ACTOR-06")
    for cause in pairs(PLANNED) do
      local before, now = number(earlier.restarts_by_cause[cause] or 0), number(later.restarts_by_cause[cause] or 0)
      demand(now >= before, "the restarts accounted to " .. cause .. " never get fewer, and were " .. kit.show(before), now,
        clause or "ACTOR-09")
    end
  end

  -- The fingerprint that the job behind RAN[PLACE] is compared with, where that is known: of a job that gave no value only where the one
  -- before it had the same.
  local function remembered(ran, place)
    local entry, before = ran[place], ran[place - 1]
    local own = profile_of(entry.runtime)
    if entry.value or before and before.number == entry.number - 1 and remembered(ran, place - 1) == own then return own end
    return nil
  end

  -- EARLIER and LATER are neighbours, and LATER gave a value: whether it was a switch is known (ACTOR-06).
  local function check_switch(earlier, later, profile)
    local grown = profile_of(later.runtime) ~= profile and 1 or 0
    local wanted = number(earlier.runtime.profile_switch_count) + grown
    demand(number(later.runtime.profile_switch_count) == wanted, "profile_switch_count is " .. kit.show(wanted) .. " after " ..
      (grown == 1 and "other imports" or "the same imports"), later.runtime.profile_switch_count, "ACTOR-06")
  end

  -- CALL ran as a job: its facts stand between those of its neighbours among the jobs that were looked at.
  local function take_place(call, kind, runtime, refused)
    local ran = call.sup.ran
    local entry = { number = call.number, runtime = runtime, value = kind == "ok", refused = refused }
    local place = #ran
    while place > 0 and ran[place].number > entry.number do place = place - 1 end
    local before, after = ran[place], ran[place + 1]
    table.insert(ran, place + 1, entry)
    if before then check_growth(before.runtime, runtime) end
    if after then check_growth(runtime, after.runtime) end
    -- what came later, and was looked at before, may now have a known predecessor
    for index = place + 1, #ran do
      local earlier, later = ran[index - 1], ran[index]
      if earlier and later.value and later.number == earlier.number + 1 then
        local profile = remembered(ran, index - 1)
        if profile then check_switch(earlier, later, profile) end
      end
    end
    if entry.number == 1 then
      demand(number(runtime.profile_switch_count) == 0, "the first job switches nothing", runtime.profile_switch_count, "ACTOR-06")
    end
  end

  -- A job that was never run, and what its refusal says of the actor.
  local function check_refusal(error, call)
    local capacity = call.sup.configured.mailbox_capacity or MAILBOX_CAPACITY
    demand(error.reason ~= "mailbox_full" or call.unanswered >= capacity, "no full mailbox: " .. kit.show(call.unanswered) ..
      " jobs were unanswered, and " .. kit.show(capacity) .. " may wait", error.reason, "ACTOR-01")
    if call.seen then
      check_growth(call.seen, error.runtime)
      demand(number(error.worker_generation) >= number(call.seen.worker_generation), "the generation never falls, and was " ..
        kit.show(call.seen.worker_generation), error.worker_generation, "ACTOR-08")
    end
  end

  -- A call of `submit`, or an `actor_open` that failed: whoever looks at its answer has these rules checked first.
  local Job = setmeta({}, { __index = Call })
  Job.__index = Job

  local function examine(call)
    if call.examined then return end
    call.examined = true
    local kind, value = prim.answer(call.id)
    local unavailable = kind == "error" and value.kind == "unavailable"
    if unavailable then
      check_unavailable(value, call.verb)
      check_repeated(value, call)
    end
    local may_be_left_out = kind == "error" and (not unavailable or is_of_no_worker(call.verb, value))
    local told = (unavailable or call.verb == "submit") and not (may_be_left_out and absent(value.runtime))
    local refused = is_refused(kind, value)
    if told then check_runtime_of_job(value.runtime, refused or call.verb ~= "submit") end
    if unavailable and call.verb == "submit" and REFUSED[value.reason] then check_refusal(value, call) end
    if told and call.verb == "submit" and not (unavailable and REFUSED[value.reason]) then
      check_facts_of_job(value.runtime, call.job, refused)
      take_place(call, kind, value.runtime, refused)
      if unavailable then
        demand(kit.same(value.worker_generation, value.runtime.worker_generation), "unavailable.worker_generation is that of its runtime, " ..
          kit.show(value.runtime.worker_generation), value.worker_generation, "ACTOR-11")
      end
    end
    if call.verb ~= "submit" then return end
    call.sup.looked = call.sup.looked + 1
    -- it ran, and what became of the actor meanwhile was not told
    if not told or unavailable and value.reason == "mailbox_closed_before_reply" then
      call.sup.untold = math.max(call.sup.untold, call.number)
    end
  end

  for name, place_of_clause in pairs { ok = 1, expect_error = 3, outcome = 1 } do
    Job[name] = function(self, ...)
      prim.concern((select(place_of_clause, ...)))
      examine(self)
      return Call[name](self, ...)
    end
  end

  local function start_job(sup, verb, arguments)
    return setmeta({ verb = verb, id = prim.call(nil, verb, arguments), sup = sup }, Job)
  end

  ---------------------------------------------------------------- what comes back

  -- The runtime facts of an answer, value or failure.
  local function runtime_of(call, clause)
    prim.concern(clause)
    examine(call)
    local kind, value = prim.answer(call.id)
    check_runtime_of_job(type(value) == "table" and value.runtime or nil, is_refused(kind, value) or call.verb ~= "submit")
    return value.runtime
  end

  function Job:runtime() return runtime_of(self) end

  function Job:expect_runtime(wanted, clause)
    local runtime = runtime_of(self, clause)
    kit.compare_fields("runtime", runtime, wanted, clause or kit.listed("ACTOR-10"))
    return runtime
  end

  -- How often a cause was accounted; a cause that never came may be left out.
  local function accounted(runtime, cause)
    local counts = runtime.restarts_by_cause
    return type(counts) == "table" and counts[cause] or 0
  end

  -- Exactly these causes, so often, and their sum as the total.
  local function expect_causes(runtime, wanted, clause)
    local total = 0
    for cause, count in pairs(wanted) do
      total = total + count
      local happened = accounted(runtime, cause)
      if happened ~= count then
        kit.fail("restarts accounted to " .. cause, kit.show(count), kit.show(happened) .. " of " .. kit.show(runtime.restarts_by_cause),
          clause)
      end
    end
    if runtime.restarts_total ~= total then
      kit.fail("restarts_total", kit.show(total), kit.show(runtime.restarts_total) .. ", " .. kit.show(runtime.restarts_by_cause),
        clause)
    end
    prim.passed()
  end

  function Job:expect_causes(wanted, clause)
    expect_causes(runtime_of(self, clause), wanted, clause or kit.listed("ACTOR-09"))
  end

  -- Of an `actor_open`: the supervisor's own error, or an unavailable one (ADAPTER.md, profile actor).
  function Job:expect_opening_error(wanted, fields, clause)
    local outcome = self:outcome()
    if outcome.error and outcome.error.kind == "unavailable" then return outcome.error end
    return self:expect_error(wanted, fields, clause)
  end

  -- REASON is a Lua pattern for the whole reason; nil: any.
  function Job:expect_unavailable(reason, fields, clause)
    local error = self:expect_error("unavailable", nil, clause)
    if reason and (type(error.reason) ~= "string" or not error.reason:match("^" .. reason .. "$")) then
      kit.excuse_timeout(self, "error", error)
      kit.fail(self.verb .. " is unavailable", "a reason of the form " .. kit.show(reason), kit.show(error.reason), clause)
    end
    kit.compare_fields(self.verb .. " error", error, fields, clause)
    return error
  end

  ---------------------------------------------------------------- actors

  -- An actor is to the harness what a worker is: all its children are started by one path, and counted from 0.
  local Actor = setmeta({}, { __index = Sup })
  Actor.__index = Actor

  local actor_options = set("name", "project_root", "project_hash", "session_id", "toolchain", "mailbox_capacity", "restart_limit",
    "restart_window_ms", "rss_import_switch_kib", "rss_post_job_kib", "rss_hard_kill_kib", "rss_sample_interval_ms",
    "request_timeout_ms", "session", "worker")

  -- What an actor has only to repeat, where the scenario says nothing else.
  local PROJECT = { project_root = "/project", project_hash = "5eed", session_id = "session-1", toolchain = "v4.20.0" }

  local function actor_config(given, name)
    local config = kit.options("actor", given, actor_options)
    config.name = nil
    local worker = {}
    for _, from in ipairs { information.config, config.worker or {} } do
      for key, value in pairs(from) do worker[key] = value end
    end
    if worker.executable == nil then worker.executable = prim.executable(name) end
    config.worker = worker
    for name, text in pairs(PROJECT) do
      if config[name] == nil then config[name] = text end
    end
    if config.session then config.session = kit.host(config.session) end
    return config
  end

  -- A call; its field `actor` is the actor, to be used once it succeeded.
  function Sup:actor_open(given)
    local name = given and given.name or "p"
    local config = actor_config(given, name)
    local actor = setmeta({ name = name, configured = config, submitted = 0, looked = 0, untold = 0, ran = {} }, Actor)
    local call = start_job(actor, "actor_open", { actor = name, config = config })
    call.actor = actor
    return call
  end

  -- The same, waited for.
  function Sup:actor(given)
    local call = self:actor_open(given)
    call:ok()
    return call.actor
  end

  local job_options = set("imports", "admission_wait_millis", "do", "op", "body", "progress", "diagnostics", "export", "request",
    "sink", "typed", "token")

  -- A text stands for a health request with that one import; without `op` or `do` it is a health request.
  function Actor:submit(given)
    if type(given) == "string" then given = { imports = { given } } end
    local job = kit.options("submit", given, job_options)
    local token = job.token
    job.token = nil
    if job["do"] == nil then job["do"] = job.op and "request" or "health" end
    if job["do"] == "stream" then kit.fill_stream(job) end
    local imports = json.array {}
    for index, import in ipairs(job.imports or { "Init" }) do imports[index] = import end
    job.imports = imports
    local call = start_job(self, "submit", { actor = self.name, job = job, token = token })
    local last = self.ran[#self.ran]
    call.job, call.number = job, self.submitted + 1
    -- as far as the scenario has looked: the jobs before this one that may be unanswered, and what the last answer said
    call.unanswered, call.seen = self.submitted - self.looked, last and last.runtime
    self.submitted = call.number
    return call
  end

  -- A job that is served; returns the answer.
  function Actor:serve_one(given, clause) return self:submit(given):ok(clause) end

  -- ACTOR-14: what belongs to one job.
  local function check_neutral(runtime)
    demand(runtime.worker_restarted == false, "facts.worker_restarted is false", runtime.worker_restarted, "ACTOR-14")
    demand(number(runtime.retry_count) == 0, "facts.retry_count is 0", runtime.retry_count, "ACTOR-14")
    for _, name in ipairs { "admission_wait_millis", "queue_wait_millis" } do
      demand(absent(runtime[name]) or number(runtime[name]) == 0, "facts." .. name .. " is 0", runtime[name], "ACTOR-14")
    end
    demand(absent(runtime.call_restart), "facts.call_restart is null", runtime.call_restart, "ACTOR-14")
  end

  -- ACTOR-14: what agrees with the last answer. While jobs are under way there is only a lower bound.
  local function check_agreement(actor, facts)
    local last = actor.ran[#actor.ran]
    local total = number(facts.runtime.restarts_total)
    if last then
      check_growth(last.runtime, facts.runtime, "ACTOR-14")
      demand(#facts.events >= math.min(number(last.runtime.restarts_total), EVENTS_MIN), "an event for each of the last restarts, of " ..
        kit.show(last.runtime.restarts_total), #facts.events, "ACTOR-10")
    end
    if not last or actor.looked < actor.submitted or actor.untold > last.number then return end
    demand(same_event(facts.runtime.last_restart, last.runtime.last_restart), "facts.last_restart is that of the last answer, " ..
      kit.show(last.runtime.last_restart), facts.runtime.last_restart, "ACTOR-14")
    for _, name in ipairs { "worker_generation", "import_profile", "profile_switch_count", "restarts_total" } do
      local missing = name == "import_profile" and last.refused
      demand(missing or kit.same(facts.runtime[name], last.runtime[name]), "facts." .. name .. " is that of the last answer, " ..
        kit.show(last.runtime[name]), facts.runtime[name], "ACTOR-14")
    end
    demand(total >= EVENTS_MIN or #facts.events == total, "an event for each restart that was counted, " .. kit.show(total), #facts.events,
      "ACTOR-10")
    local newest = facts.events[#facts.events]
    demand(newest == nil or same_event(newest, facts.runtime.last_restart), "the last event is last_restart", newest, "ACTOR-10")
  end

  function Actor:facts(clause)
    local facts = start(self, "facts", { actor = self.name }):ok(clause)
    check_runtime(facts.runtime, true)
    demand(type(facts.healthy) == "boolean", "facts.healthy is true or false", facts.healthy, "ACTOR-14")
    demand(type(facts.events) == "table", "facts.events is an array", facts.events, "ACTOR-10")
    for _, event in ipairs(facts.events) do check_event(event, "an event") end
    -- ACTOR-08: whatever happened in between
    demand(facts.runtime.worker_generation >= (self.generation_seen or 1), "the generation never falls", facts.runtime.worker_generation,
      "ACTOR-08")
    self.generation_seen = facts.runtime.worker_generation
    check_neutral(facts.runtime)
    check_agreement(self, facts)
    return facts
  end

  -- Fields of `runtime` stand beside `healthy` and `unhealthy_reason`.
  function Actor:expect_facts(wanted, clause)
    local facts = self:facts(clause)
    local flat = {}
    for name, value in pairs(facts.runtime or {}) do flat[name] = value end
    flat.healthy, flat.unhealthy_reason = facts.healthy, facts.unhealthy_reason
    kit.compare_fields("facts", flat, wanted, clause or kit.listed("ACTOR-14"))
    return facts
  end

  function Actor:expect_causes(wanted, clause)
    local facts = self:facts(clause)
    expect_causes(facts.runtime or {}, wanted, clause or kit.listed("ACTOR-09"))
    return facts
  end

  -- What was sent to the actor before has been looked at by then: requests are, in their order (ADAPTER.md, profile actor), and `facts` is
  -- the last of them. Without it the child may go on before an adapter has read its next line.
  function Actor:let(name)
    self:facts()
    Sup.let(self, name)
  end

  function Actor:stop() return start(self, "actor_stop", { actor = self.name }) end
end
