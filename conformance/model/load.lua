-- Loads the model's tables, fills in what they leave to a default, and refuses what is inconsistent.
-- Used by compile.lua (C tables) and by tools/spec (SPEC.md).
local model = {}

local LEVELS = { MUST = true, SHOULD = true, MAY = true }
local CHECKS = { machine = true, invariant = true, timed = true, scenario = true, inspection = true }
local VERBS = { spawn = true, request = true, cycle = true, shutdown = true, drop = true, status = true }
local EVIDENCE = { response = true, ended = true, started = true, token = true, output = true, unsolicited = true }

local function fault(format, ...)
    error("model: " .. string.format(format, ...), 0)
end

local function words(text)
    local list = {}
    for word in (text or ""):gmatch("%S+") do list[#list + 1] = word end
    return list
end
model.words = words

local function known_keys(what, entry, ...)
    local known = {}
    for _, key in ipairs { ... } do known[key] = true end
    for key in pairs(entry) do
        if not known[key] then fault("%s has an unknown key '%s'", what, key) end
    end
end

local function add_clause(clauses, clause)
    known_keys(clause.id, clause, "id", "level", "area", "profile", "text", "why", "related", "checked", "untested", "partly", "reserved")
    if clauses[clause.id] then fault("%s is there twice", clause.id) end
    if not LEVELS[clause.level] then fault("%s has no level", clause.id) end
    clause.why, clause.related = clause.why or "", clause.related or ""
    clause.untested, clause.partly, clause.checked = clause.untested or "", clause.partly or "", words(clause.checked)
    for _, word in ipairs(clause.checked) do
        if not CHECKS[word] then fault("%s is checked by '%s', which is no way of checking", clause.id, word) end
    end
    if clause.untested ~= "" and clause.partly ~= "" then fault("%s is untested as a whole and in part", clause.id) end
    if not clause.reserved and #clause.checked == 0 and clause.untested == "" then
        fault("%s is neither checked nor says why not", clause.id)
    end
    clauses[#clauses + 1] = clause
    clauses[clause.id] = clause
end

local function load_clauses(read)
    local clauses = {}
    for _, file in ipairs { "clauses_wire.lua", "clauses_supervisor.lua", "clauses_hardening.lua", "clauses_session.lua", "clauses_pool.lua",
        "clauses_actor.lua" } do
        local chapter = read(file)
        for _, clause in ipairs(chapter.clauses) do
            clause.area = clause.area or chapter.area
            clause.profile = clause.profile or chapter.profile
            add_clause(clauses, clause)
        end
    end
    local reserved = read("clauses_reserved.lua")
    for _, profile in ipairs { "actor", "config", "planner" } do
        for _, level in ipairs { "MUST", "SHOULD" } do
            for _, id in ipairs(words(reserved[profile] and reserved[profile][level])) do
                add_clause(clauses, { id = id, level = level, area = profile, profile = profile, text = "", reserved = true })
            end
        end
    end
    for _, clause in ipairs(clauses) do
        for _, id in ipairs(words(clause.related)) do
            if not clauses[id] then fault("%s refers to %s, which is not there", clause.id, id) end
        end
    end
    return clauses
end

-- The newest revision's frozen set is the model's own; nothing of an older one is lost. Returns the newest revision's name.
local function check_revisions(revisions, clauses)
    local newest = revisions[#revisions]
    for _, revision in ipairs(revisions) do
        revision.levels = {}
        for _, entry in ipairs(words(table.concat(revision.clauses, " "))) do
            local id, level = entry:match("^([^:]+):?(%a*)$")
            revision.levels[id] = level ~= "" and level or "MUST"
            if not clauses[id] then fault("%s is a clause of revision %s and is gone; withdraw it by name", id, revision.revision) end
        end
    end
    for _, clause in ipairs(clauses) do
        local level = newest.levels[clause.id]
        if not level then fault("%s is no clause of revision %s (revisions.lua)", clause.id, newest.revision) end
        if level ~= clause.level then fault("%s is %s in revision %s, not %s", clause.id, level, newest.revision, clause.level) end
    end
    return newest.revision
end

local function check_words(what, list, known)
    for _, word in ipairs(list or {}) do
        if not known[word] then fault("%s names '%s', which is not known", what, word) end
    end
end

local function load_machine(read, clauses)
    local machine = read("machine.lua")
    local states, transitions, answers = machine.states, machine.transitions, {}
    if #states > 16 or #transitions > 64 then fault("too many states or transitions for the bits of the C tables") end
    for index, state in ipairs(states) do states[state.name] = index - 1 end
    for index, transition in ipairs(transitions) do
        known_keys(transition.id, transition, "id", "from", "event", "guard", "to", "clause", "during", "evidence", "unseen")
        if not states[transition.from] or not states[transition.to] then fault("%s joins unknown states", transition.id) end
        if not clauses[transition.clause] then fault("%s names no clause", transition.id) end
        check_words(transition.id, transition.during, VERBS)
        check_words(transition.id, transition.evidence, EVIDENCE)
        transitions[transition.id] = index - 1
    end
    for _, row in ipairs(machine.answers) do
        known_keys(row.call .. " " .. row.outcome, row, "call", "before", "outcome", "after", "evidence", "clause", "proves")
        check_words("an answer", { row.call }, VERBS)
        check_words(row.outcome, row.before, states)
        check_words(row.outcome, row.after, states)
        check_words(row.outcome, row.evidence, EVIDENCE)
        check_words(row.outcome, row.proves, transitions)
        if not clauses[row.clause] then fault("answer %s names no clause", row.outcome) end
        for _, outcome in ipairs(words(row.outcome)) do
            local copy = {}
            for key, value in pairs(row) do copy[key] = value end
            copy.outcome = outcome
            answers[#answers + 1] = copy
        end
    end
    return states, transitions, answers
end

local function load_operations(read)
    local operations = read("operations.lua")
    for _, operation in ipairs(operations) do
        known_keys(operation.op, operation, "op", "body", "status", "result", "error_name", "import_like", "streams", "absorbs_abort",
            "further", "notes")
        if operation.further then
            operation.body = operation.body or [=["request":any,"progress":bool]=]
            operation.result = operation.result or [=["result":any]=]
            operation.error_name = operation.error_name or "worker_" .. operation.op
        end
    end
    return operations
end

-- folder: where the tables are, with a final slash.
function model.load(folder)
    local function read(file)
        local chunk, problem = loadfile(folder .. file, "t", {})
        if not chunk then fault("%s", problem) end
        return chunk()
    end
    local loaded = {}
    loaded.clauses = load_clauses(read)
    loaded.revision = check_revisions(read("revisions.lua"), loaded.clauses)
    loaded.states, loaded.transitions, loaded.answers = load_machine(read, loaded.clauses)
    loaded.timed = read("timing.lua")
    loaded.options = read("options.lua")
    loaded.counters = read("counters.lua")
    loaded.errors = read("errors.lua")
    loaded.operations = load_operations(read)
    for _, list in ipairs { loaded.timed, loaded.counters } do
        for _, entry in ipairs(list) do
            if not loaded.clauses[entry.clause] then fault("%s names no clause", entry.name) end
        end
    end
    for _, kind in ipairs(loaded.errors) do
        kind.profile, kind.required = kind.profile or "supervisor", kind.required or ""
    end
    return loaded
end

return model
