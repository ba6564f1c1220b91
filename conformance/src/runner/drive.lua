-- The driver's side of scenarios/README.md. Runs inside the sandbox of the scenario; trusted. `prim` waits by yielding to the
-- event loop; whatever fails is recorded by prim.fail, which does not return.
return function(prim, information, ...)
  local parts = { ... }
  local json, type, tostring, ipairs, pairs, select = json, type, tostring, ipairs, pairs, select
  local math, string, table = math, string, table
  local tonumber, pcall, error = tonumber, pcall, error
  local setmeta = prim.setmetatable
  local SHOWN_BYTES_MAX = 400
  local PARTED_BYTES = 80 -- of each of two long texts, around the place where they part
  local KILL_WAIT_MS = 5000 -- the default
  local ENOUGH_MS = 1000 -- of real time, for an answer that needs no time by itself

  -- A killed child is buried as slowly under fast time as ever: who waits for that by the fast clock is to wait as long.
  if information.speed > 1 and information.config.kill_wait_ms == nil then
    information.config.kill_wait_ms = math.ceil(KILL_WAIT_MS * information.speed)
  end

  ---------------------------------------------------------------- values

  -- What a comparison may stand for instead of a value.
  local function matcher(kind, argument) return { __matcher = kind, argument = argument } end
  local function is_matcher(value) return type(value) == "table" and value.__matcher ~= nil end

  local function number_of(value)
    if type(value) == "number" then return value end
    if type(value) == "string" and value:match("^%-?%d+$") then return math.tointeger(value) or tonumber(value) end
    return nil
  end

  local show
  function show(value)
    if value == nil then return "nothing" end
    if is_matcher(value) then
      if value.argument ~= nil then return value.__matcher .. " " .. show(value.argument) end
      return value.__matcher
    end
    local ok, text = pcall(json.encode, value)
    text = ok and text or tostring(value)
    if #text > SHOWN_BYTES_MAX then text = text:sub(1, SHOWN_BYTES_MAX) .. "…" end
    return text
  end

  local same

  local function matches(actual, want)
    local kind = want.__matcher
    if kind == "anything" then return actual ~= nil end
    if kind == "null" then return actual == nil or actual == json.null end
    if kind == "null or" then return actual == nil or actual == json.null or same(actual, want.argument) end
    local number = number_of(actual)
    if number == nil then return false end
    if kind == "at least" then return number >= want.argument end
    return number <= want.argument
  end

  -- Equal as JSON. An integer that the adapter had to write as a decimal string equals the number; null equals absence.
  function same(actual, want)
    if is_matcher(want) then return matches(actual, want) end
    if want == json.null or want == nil then return actual == nil or actual == json.null end
    if actual == want then return true end
    if type(want) == "number" and type(actual) == "string" then return number_of(actual) == want end
    if type(want) ~= "table" or type(actual) ~= "table" then return false end
    for key, value in pairs(want) do
      if not same(actual[key], value) then return false end
    end
    for key, value in pairs(actual) do
      if want[key] == nil and value ~= json.null then return false end
    end
    return true
  end

  ---------------------------------------------------------------- checks

  local function fail(text, expected, happened, clause)
    return prim.fail { text = text, expected = expected, happened = happened, clause = clause }
  end

  -- Two long texts are shown from shortly before the place where they part.
  local function show_both(actual, expected)
    if type(actual) ~= "string" or type(expected) ~= "string" or math.max(#actual, #expected) <= PARTED_BYTES then
      return show(actual), show(expected)
    end
    local parted = 1
    while actual:byte(parted) == expected:byte(parted) do
      parted = parted + 1
    end
    local from = math.max(1, parted - PARTED_BYTES // 2)
    while from > 1 and (expected:byte(from) or 0) & 0xC0 == 0x80 do
      from = from - 1
    end
    local function part(text)
      local past = from + PARTED_BYTES
      while (text:byte(past) or 0) & 0xC0 == 0x80 do
        past = past + 1
      end
      return ("from byte %d of %d: %s"):format(from - 1, #text, show(text:sub(from, past - 1)))
    end
    return part(actual), part(expected)
  end

  local check = {}
  function check.equal(actual, expected, clause)
    if not same(actual, expected) then
      local happened, wanted = show_both(actual, expected)
      fail("equal", wanted, happened, clause)
    end
    prim.passed()
  end
  function check.truth(value, text, clause)
    if not value or value == json.null then fail(text or "true", text or "true", show(value), clause) end
    prim.passed()
  end
  function check.match(text, pattern, clause)
    if type(text) ~= "string" or not text:match(pattern) then
      fail("a text of this form", "a text that matches " .. show(pattern), show(text), clause)
    end
    prim.passed()
  end
  function check.at_least(...)
    if select("#", ...) == 1 then return matcher("at least", (...)) end
    local actual, bound, clause = ...
    if not same(actual, matcher("at least", bound)) then fail("at least", "at least " .. show(bound), show(actual), clause) end
    prim.passed()
  end
  function check.at_most(...)
    if select("#", ...) == 1 then return matcher("at most", (...)) end
    local actual, bound, clause = ...
    if not same(actual, matcher("at most", bound)) then fail("at most", "at most " .. show(bound), show(actual), clause) end
    prim.passed()
  end
  function check.fail(text, clause) fail(text or "this is not reached", nil, nil, clause) end
  function check.inconclusive(text)
    prim.give_up(text)
  end
  check.any = matcher("anything")
  check.null = matcher("null")
  function check.null_or(value) return matcher("null or", value) end
  _ENV.check = check

  -- Compares the named fields of a table.
  local function compare_fields(what, actual, wanted, clause)
    for name, want in pairs(wanted or {}) do
      local value = actual[name]
      if not same(value, want) then
        fail(what .. "." .. tostring(name), what .. "." .. tostring(name) .. " = " .. show(want),
          value == nil and "it is left out" or show(value), clause)
      end
    end
    prim.passed()
  end

  ---------------------------------------------------------------- calls

  local Call = {}
  Call.__index = Call

  local function describe(kind, value)
    if kind == "ok" then return "ok " .. show(value) end
    local name = type(value) == "table" and value.kind or "?"
    return "error " .. tostring(name) .. ": " .. show(value)
  end

  local function ms(value) return string.format("%.1f ms", value) end

  -- Milliseconds from call to answer, as the subject counts them, and how many of them the machine lost.
  local function elapsed(call)
    local took, lost = prim.elapsed(call.id)
    return took * information.speed, lost * information.speed
  end

  -- Honouring kill_wait_ms is optional.
  local function excuse_burial(kind, value)
    if kind == "error" and information.speed > 1 and value.kind == "wait_timeout" then
      prim.give_up("a killed child was not buried within kill_wait by the fast clock; the machine may be to blame")
    end
  end

  -- The limit of a time-out; an actor tells its own only in words.
  local function limit_of_timeout(call, value)
    if value.kind == "timeout" then return number_of(value.duration_ms) end
    local reason = value.kind == "unavailable" and value.reason
    if type(reason) == "string" and reason:find("^timeout: ") then return call.sup.configured.request_timeout_ms end
    return nil
  end

  -- A time-out that nobody expected is right where the machine left less than three quarters of the time, and no second of it.
  local function excuse_limit(call, limit)
    if not limit then return end
    local took, lost = elapsed(call)
    local enough = math.min(0.75 * limit, ENOUGH_MS * information.speed)
    if took >= limit and took - lost < enough then
      prim.give_up(("%s timed out after %s, of which the machine lost %s"):format(call.verb, ms(took), ms(lost)))
    end
  end

  local function excuse_timeout(call, kind, value)
    if kind == "error" then excuse_limit(call, limit_of_timeout(call, value)) end
  end

  local function excuse(call, kind, value)
    excuse_burial(kind, value)
    excuse_timeout(call, kind, value)
  end

  function Call:ok(clause)
    prim.concern(clause)
    local kind, value = prim.answer(self.id)
    if kind ~= "ok" then
      excuse(self, kind, value)
      fail(self.verb .. " succeeds", "ok", describe(kind, value), clause)
    end
    prim.passed()
    return value
  end

  -- So is a grace that ended in a kill.
  local function excuse_grace(call, value, wanted)
    if value.outcome ~= "graceful_timed_out_killed" or not wanted or wanted.outcome ~= "graceful" then return end
    excuse_limit(call, number_of(value.graceful_timeout_ms))
  end

  function Call:expect_ok(fields, clause)
    local value = self:ok(clause)
    excuse_grace(self, value, fields)
    compare_fields(self.verb, value, fields, clause)
    return value
  end

  function Call:expect_error(wanted, fields, clause)
    prim.concern(clause)
    local kind, value = prim.answer(self.id)
    if kind ~= "error" or value.kind ~= wanted then
      excuse(self, kind, value)
      fail(self.verb .. " fails with " .. tostring(wanted), "error " .. tostring(wanted), describe(kind, value), clause)
    end
    prim.passed()
    compare_fields(self.verb .. " error", value, fields, clause)
    return value
  end

  function Call:outcome()
    local kind, value = prim.answer(self.id)
    prim.passed()
    return { [kind] = value }
  end

  local function next_event(call, kind, expected, clause)
    prim.concern(clause)
    local event = prim.event(call.id, kind)
    if event == nil then
      excuse_timeout(call, prim.answer(call.id))
      fail("a " .. kind .. " of " .. call.verb, expected, "the call ended without it: " .. describe(prim.answer(call.id)),
        clause)
    end
    return event
  end

  local function compare_event(call, kind, expected, pairs_of_values, clause)
    local text = kind .. " " .. table.concat(expected, " ")
    local event = next_event(call, kind, text, clause)
    for _, pair in ipairs(pairs_of_values) do
      if pair.want ~= nil and not same(event[pair.name], pair.want) then
        fail("the next " .. kind .. " of " .. call.verb, text, kind .. " " .. show(event), clause)
      end
    end
    prim.passed()
    return event
  end

  function Call:expect_row(stream, sequence, text, clause)
    if type(text) == "table" then text = json.encode(text) end
    return compare_event(self, "row", { show(stream), show(sequence), show(text) }, {
      { name = "stream", want = stream }, { name = "sequence", want = sequence }, { name = "payload", want = text } }, clause)
  end

  function Call:expect_progress(phase, current, total, clause)
    return compare_event(self, "progress", { show(phase), show(current), show(total) }, {
      { name = "phase", want = phase }, { name = "current", want = current }, { name = "total", want = total } },
      clause)
  end

  function Call:expect_diagnostic(code, message, clause)
    return compare_event(self, "diagnostic", { show(code), show(message) }, {
      { name = "code", want = code }, { name = "message", want = message } }, clause)
  end

  function Call:expect_blocked(row, clause)
    return compare_event(self, "blocked", { show(row) }, { { name = "row", want = row } }, clause)
  end

  function Call:rows() return prim.events(self.id, "row") end

  function Call:expect_rows(count, clause)
    prim.concern(clause)
    prim.answer(self.id)
    local happened = prim.event_count(self.id, "row")
    if happened ~= count then
      fail("rows of " .. self.verb, show(count) .. " row events", show(happened) .. " row events", clause)
    end
    prim.passed()
  end

  function Call:pending() return prim.pending(self.id) end

  -- Rounding may cost a millisecond (SPEC.md, chapter 13), of the clock that the subject follows.
  function Call:not_before(limit, clause)
    prim.concern(clause)
    prim.answer(self.id)
    local took = elapsed(self)
    if took + information.speed < limit then fail(self.verb .. " is not early", "not before " .. ms(limit), "after " .. ms(took), clause) end
    prim.passed()
  end

  function Call:within(limit, clause)
    prim.concern(clause)
    prim.answer(self.id)
    local took, lost = elapsed(self)
    limit = limit * information.scale
    if took > limit + lost then
      fail(self.verb .. " is not late", "within " .. ms(limit) .. " (the machine lost " .. ms(lost) .. ")", "after " .. ms(took),
        clause)
    elseif took > limit then
      prim.inconclusive(self.verb .. " took " .. ms(took) .. " of at most " .. ms(limit) .. ", but the machine lost " ..
        ms(lost))
    end
    prim.passed()
  end

  ---------------------------------------------------------------- children

  local Child = {}
  Child.__index = Child
  function Child:signal(name) return prim.child_signal(self.worker, self.generation, name) end
  function Child:state() return prim.child_state(self.worker, self.generation) end
  function Child:expect_exit(clause)
    prim.concern(clause)
    prim.child_exit(self.worker, self.generation)
    prim.passed()
  end

  local function child_of(worker, generation)
    local hello, pid = prim.child(worker, generation)
    local environment, args = {}, {}
    for _, entry in ipairs(hello.env or {}) do
      local name, value = entry:match("^([^=]*)=(.*)$")
      if name then environment[name] = value end
    end
    for index = 2, #(hello.argv or {}) do args[index - 1] = hello.argv[index] end
    return setmeta({
      worker = worker, generation = generation, pid = pid, env = environment, environ = hello.env, cwd = hello.cwd, args = args,
      argv = hello.argv, fds = hello.fds, ppid = hello.ppid, pipes = hello.pipes,
    }, Child)
  end

  ---------------------------------------------------------------- supervisors

  local Sup = {}
  Sup.__index = Sup

  local function start(sup, verb, arguments)
    return setmeta({ verb = verb, id = prim.call(sup.name, verb, arguments), sup = sup }, Call)
  end

  local function is_empty(value)
    if type(value) ~= "table" then return false end
    for _ in pairs(value) do return false end
    return true
  end

  -- A call's options: only those that the verb has.
  local function options(verb, given, known)
    for name in pairs(given or {}) do
      if not known[name] then prim.misuse(verb .. " has no option `" .. tostring(name) .. "`") end
    end
    local copy = {}
    for name, value in pairs(given or {}) do copy[name] = value end
    return copy
  end

  local function set(...)
    local names = {}
    for _, name in ipairs { ... } do names[name] = true end
    return names
  end

  local health_options = set("token")
  local request_options = set("token", "progress", "diagnostics")
  local emit_options = set("streams", "sink", "then", "token")
  local shutdown_options = set("mode")

  function Sup:spawn(config)
    local merged = {}
    for name, value in pairs(information.config) do merged[name] = value end
    for name, value in pairs(config or {}) do merged[name] = value end
    for _, name in ipairs { "args", "env" } do
      -- an empty Lua table has no kind; these two are lists
      if is_empty(merged[name]) then merged[name] = json.array {} end
    end
    local own = prim.executable(self.name)
    if merged.executable == nil then merged.executable = own end
    return start(self, "spawn", { config = merged })
  end

  function Sup:health(given) return start(self, "health", options("health", given, health_options)) end

  function Sup:request(op, body, given)
    local arguments = options("request", given, request_options)
    arguments.op, arguments.body = op, body or {}
    return start(self, "request", arguments)
  end

  function Sup:emit_rows(given)
    local arguments = options("emit_rows", given, emit_options)
    if arguments.streams == nil or is_empty(arguments.streams) then arguments.streams = json.array {} end
    return start(self, "emit_rows", arguments)
  end

  function Sup:cycle() return start(self, "cycle", {}) end
  function Sup:drop() return start(self, "drop", {}) end
  function Sup:shutdown(given) return start(self, "shutdown", options("shutdown", given, shutdown_options)) end

  for _, verb in ipairs { "status", "stats", "snapshot", "metadata", "rss" } do
    Sup[verb] = function(self, clause) return start(self, verb, {}):ok(clause) end
  end

  function Sup:set_request_timeout(limit, in_flight)
    local call = start(self, "set_request_timeout", { ms = limit })
    if in_flight then return call:outcome() end
    return call:ok()
  end

  function Sup:cancel(token)
    return setmeta({ verb = "cancel", id = prim.call(nil, "cancel", { token = token }) }, Call):ok()
  end

  function Sup:release(call)
    prim.released(call.id)
    return setmeta({ verb = "release", id = prim.call(nil, "release", { call = call.id }) }, Call):ok()
  end

  -- Any verb, of no worker: for the harness's own scripts.
  function Sup:adapter_call(verb, arguments)
    return setmeta({ verb = verb, id = prim.call(nil, verb, arguments) }, Call)
  end

  function Sup:worker(name) return setmeta({ name = name }, Sup) end

  function Sup:let(name)
    prim.meet(self.name, name, true)
    prim.passed()
  end

  function Sup:at(name)
    prim.meet(self.name, name, false)
    prim.passed()
  end

  function Sup:expect_mark(name, clause)
    prim.concern(clause)
    prim.mark(self.name, name)
    prim.passed()
  end

  -- A supervisor may kill a child that speaks unasked before the child can tell that it did.
  function Sup:expect_mark_or_end(name, clause)
    prim.concern(clause)
    prim.mark(self.name, name, true)
    prim.passed()
  end

  -- Counters have clauses of their own: where the scenario lists them, they are charged.
  local function listed(clause) return information.clauses[clause] and clause or nil end

  function Sup:expect_stats(wanted, clause)
    local stats = self:stats(clause)
    compare_fields("stats", stats, wanted, clause or listed("STATS-01"))
    return stats
  end

  function Sup:expect_snapshot(wanted, clause)
    local snapshot = self:snapshot(clause)
    compare_fields("snapshot", snapshot, wanted, clause or listed("STATS-02"))
    return snapshot
  end

  function Sup:expect_status(wanted, clause)
    local status = self:status(clause)
    if status.state ~= wanted then fail("the status", show(wanted), show(status), clause) end
    prim.passed()
    return status
  end

  function Sup:expect_received(generation, wanted, clause)
    prim.concern(clause)
    prim.child(self.name, generation)
    local received = prim.received(self.name, generation, #wanted)
    local equal = #received == #wanted
    for index, op in ipairs(wanted) do equal = equal and received[index] == op end
    if not equal then
      fail("the requests that child " .. self.name .. "/" .. generation .. " received", show(json.array(wanted)),
        show(json.array(received)), clause)
    end
    prim.passed()
  end

  function Sup:expect_spawned(count, clause)
    local spawned = prim.spawned(self.name)
    if spawned ~= count then
      fail("children started for " .. self.name, show(count), show(spawned), clause)
    end
    if count == 0 then prim.none_expected() end
    prim.passed()
  end

  function Sup:spawned() return prim.spawned(self.name) end

  -- Pipes that only a shutdown, a drop or a replacement must have closed may still be open.
  function Sup:expect_reaped(clause)
    prim.concern(clause)
    local left = prim.gone(self.name, true)
    if left ~= nil then fail("the children of " .. self.name .. " are reaped", "every child reaped", left, clause) end
    prim.passed()
  end

  function Sup:expect_gone(clause)
    prim.concern(clause)
    local left = prim.gone(self.name)
    if left ~= nil then
      fail("nothing is left of the children of " .. self.name, "every child reaped, and no pipe of them open in their parent",
        left, clause)
    end
    prim.passed()
  end

  function Sup:child(generation) return child_of(self.name, generation or 0) end
  function Sup:descriptors() return prim.descriptors() end
  function Sup:memory()
    return prim.memory(self.name) or prim.give_up("/proc does not tell how much memory the parent has")
  end
  function Sup:interrupt() return prim.interrupt(self.name) end
  function Sup:clock() return prim.clock() end
  function Sup:step_wall(seconds) return prim.step_wall(seconds) end
  function Sup:unsettled() return prim.pending() end

  local kit = {
    Sup = Sup, Call = Call, options = options, set = set, compare_fields = compare_fields, listed = listed, fail = fail,
    show = show, same = same, setmetatable = setmeta, excuse_timeout = excuse_timeout,
  }
  for _, part in ipairs(parts) do part(prim, information, kit) end

  ---------------------------------------------------------------- the scenario

  return function(drive)
    local sup = setmeta({ name = "a" }, Sup)
    if information.spawn then sup:spawn():ok() end
    drive(sup)
  end
end
