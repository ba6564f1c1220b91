-- The worker of scenarios/README.md, on the primitives of bindings.c and output.c.
-- The chunk gives a function: (act, facts, make_answers) -> worker, check, default child.
local error, format, ipairs, pairs, tostring, type = error, string.format, ipairs, pairs, tostring, type
local find, null, encode = string.find, json.null, json.encode

return function(act, facts, make_answers)

local worker = { generation = facts.generation, name = facts.name, args = facts.args, strict = false }
local answers = make_answers(worker)
local sequences = {} -- next sequence of each stream, within the request at hand

-- Options are checked: what a script misspells must not silently do nothing.
local function check_options(options, known)
    for key in pairs(options or {}) do
        if not find(known, " " .. tostring(key) .. " ", 1, true) then
            error(format("unknown option `%s`; known are:%s", tostring(key), known), 3)
        end
    end
    return options or {}
end

local function begin_request()
    sequences = {}
end

local function rows_so_far()
    local total = 0
    for _, count in pairs(sequences) do
        total = total + count
    end
    return total
end

-- What is sent

function worker:message(kind, body, options)
    options = check_options(options, " version ")
    act.send(kind, body == nil and {} or body, options.version)
end

function worker:answer(status, fields)
    local body = {}
    for key, value in pairs(fields or {}) do
        body[key] = value
    end
    body.status = status
    act.send("response", body, nil, true)
end

function worker:error(code, message)
    worker:answer("error", { code = code, message = message })
end

function worker:terminating()
    worker:answer("terminating")
end

function worker:rows_complete(count)
    worker:answer("rows_complete", { count = count or rows_so_far() })
end

function worker:stream_complete(fields)
    local summary = {}
    for key, value in pairs(fields or {}) do
        summary[key] = value
    end
    if summary.per_stream_counts == nil then
        summary.per_stream_counts = sequences
    end
    if summary.total_rows == nil then
        summary.total_rows = rows_so_far()
    end
    if summary.elapsed_micros == nil then
        summary.elapsed_micros = 1
    end
    if summary.metadata == nil then
        summary.metadata = null
    end
    worker:answer("stream_complete", { summary = summary })
end

function worker:row(stream, payload, options)
    if payload == nil then
        error("a row has a payload (json.null sends null)", 2)
    end
    local sequence = check_options(options, " sequence ").sequence
    if sequence == nil then
        sequence = sequences[stream] or 0
        sequences[stream] = sequence + 1
    end
    act.send("data_row", { stream = stream, sequence = sequence, payload = payload })
end

function worker:rows(stream, count, options)
    options = check_options(options, " bytes ")
    local first = sequences[stream] or 0
    sequences[stream] = first + count
    act.burst(stream, first, count, options.bytes or 0)
end

function worker:flood(stream, options)
    options = check_options(options, " bytes max stall_ms ")
    local first = sequences[stream] or 0
    local sent, taken = act.flood(stream, first, options.bytes or 0, options.max or 1000000, options.stall_ms or 250)
    sequences[stream] = first + sent
    return sent, taken
end

function worker:progress(phase, current, total)
    act.send("progress_tick", { phase = phase, current = current, total = total == nil and null or total })
end

function worker:diagnostic(code, message)
    act.send("diagnostic", { code = code, message = message })
end

for _, name in ipairs { "frame", "raw", "half", "dribble", "cork", "uncork", "stderr", "stderr_bytes" } do
    local primitive = act[name]
    worker[name] = function(_, ...)
        return primitive(...)
    end
end

-- What is received

-- The next request: op, body, bytes of its JSON; nil at end of file. What is no request is answered as CHILD-02 says.
local function next_request()
    while true do
        local kind, op, body, bytes = act.receive()
        if kind == nil then
            return nil
        end
        if kind == "request" then
            begin_request()
            return op, body, bytes
        end
        act.check(false, format("the parent sent %s where only a request may come", kind), "WIRE-08")
        worker:error("lean_rs.worker.protocol.unexpected_frame", format("expected a request, got %s", kind))
    end
end

-- What a good child does with `terminate` (CHILD-03).
local function leave_well()
    worker:terminating()
    act.exit(0)
end

function worker:handshake(options)
    options = check_options(options, " version protocol configure envelope ")
    act.send("handshake", {
        worker_version = options.version or "fake-child/1",
        protocol_version = options.protocol == nil and 10 or options.protocol,
    }, options.envelope)
    if options.configure ~= false then
        return worker:configure()
    end
end

-- The parent's side of the handshake, for a child that made its own by other means.
function worker:configure()
    local kind, op, body = act.receive()
    if kind == nil then
        act.exit(0)
    elseif kind ~= "configure_frame_limit" then
        act.bad_parent(format("the parent answered the handshake with %s, not configure_frame_limit", op or kind), "WIRE-08")
    end
    return body
end

function worker:readable(ms)
    return act.readable(ms)
end

function worker:swallow(bytes)
    return act.swallow(bytes)
end

function worker:next()
    return next_request()
end

function worker:expect(expected)
    local op, body = next_request()
    if op == nil then
        act.exit(0)
    elseif op == expected then
        return body
    elseif op == "terminate" then
        leave_well() -- a supervisor that is taken down does not owe us the request
    end
    act.bad_parent(format("expected the request %s, received %s", expected, op))
end

function worker:expect_eof()
    while act.receive() do
        -- what comes before the end is in the trace
    end
end

function worker:serve(options)
    options = check_options(options, " count on ")
    local own = options.on or {}
    local left = options.count
    while left == nil or left > 0 do
        local op, body, bytes = next_request()
        if op == nil then
            act.exit(0)
        elseif own[op] then
            own[op](worker, body, bytes)
        elseif op == "terminate" then
            leave_well()
        else
            answers(op, body)
        end
        left = left and left - 1
    end
end

-- What it does

function worker:exit(code) act.exit(code) end
function worker:abort(options) act.abort(check_options(options, " core ").core) end
function worker:kill(signal) act.kill(signal) end
function worker:ignore(signal) act.ignore(signal) end
function worker:hang() act.hang() end
function worker:close(which) act.close(which) end
function worker:grandchild(options)
    options = check_options(options, " hold talk ")
    return act.grandchild(options.hold or { "stdout", "stderr" }, options.talk)
end
function worker:rss(kib) act.rss(kib) end
function worker:rss_release() act.rss_release() end
function worker:hide_rss() act.hide_rss() end
function worker:meet(name) act.meet(name) end
function worker:mark(name) act.mark(name) end
function worker:wait(ms) act.wait(ms) end
function worker:check(condition, description, clause) return act.check(condition, description, clause) end
function worker:getenv(name) return act.getenv(name) end

-- `check`, as far as a child has a use for it: like worker:check, with the comparison made here.

local check = { any = {}, null = null }

local function shown(value)
    return type(value) == "string" and value or encode(value)
end

function check.truth(value, description, clause)
    act.check(value, description or "expected a true value", clause)
end
function check.fail(description, clause)
    act.check(false, description or "failed", clause)
end
function check.equal(actual, expected, clause)
    local same = expected == check.any or actual == expected
    if not same and type(actual) == "table" and type(expected) == "table" then
        same = encode(actual) == encode(expected)
    end
    act.check(same, same and "equal" or format("expected %s, got %s", shown(expected), shown(actual)), clause,
        shown(expected), shown(actual))
end
function check.match(subject, pattern, clause)
    act.check(find(subject, pattern), format("expected a match of %s in %s", pattern, subject), clause,
        format("a match of %s", pattern), tostring(subject))
end
function check.at_least(actual, least, clause)
    act.check(actual >= least, format("expected at least %s, got %s", tostring(least), tostring(actual)), clause,
        format("at least %s", tostring(least)), tostring(actual))
end
function check.at_most(actual, most, clause)
    act.check(actual <= most, format("expected at most %s, got %s", tostring(most), tostring(actual)), clause,
        format("at most %s", tostring(most)), tostring(actual))
end

return worker, check, function()
    worker:handshake()
    worker:serve()
end

end
