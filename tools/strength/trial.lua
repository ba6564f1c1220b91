-- One adapter before the suite, and what its report says of the defect that is in it.
local json = require("json")
local shell = require("shell")

local trial = {}

-- A run that hangs as a whole is the harness's fault; a scenario has its own bound.
local RUN_S_MAX = 900
-- A defect may take memory or the processor without end: its own, not everybody's. Where any report counts, who spins is
-- ended soon; else it has the time in which a scenario would say what is wrong with it.
local ADDRESS_BYTES_MAX = 8 << 30
local PROCESSOR_S_MAX, PROCESSOR_ANY_S_MAX = 60, 5
-- A scenario that takes the reference longer than this is asked after the others.
local SOON_MS = 600

-- Runs SCENARIOS (names or globs) against ADAPTER. OPTIONS: harness, work, label, scenario_jobs. Returns name → {verdict,
-- violations, ms}, or nil and why there is no report. Where there are CLAUSES, nothing runs after the first failure.
function trial.run(options, adapter, scenarios, clauses)
    local folder = ("%s/results/%s.report"):format(options.work, options.label)
    local log = ("%s/results/%s.run"):format(options.work, options.label)
    shell.must { "rm", "-rf", folder }
    local limited = ("prlimit --as=%d --cpu=%d %s"):format(ADDRESS_BYTES_MAX,
        clauses and clauses[1] == "*" and PROCESSOR_ANY_S_MAX or PROCESSOR_S_MAX, shell.quote(adapter))
    local words = { "nice", "timeout", "-k", "10", tostring(RUN_S_MAX),
        options.harness .. "/childproof", "run", "--quiet", "--no-color", "--adapter", limited,
        "--scenarios", options.work .. "/scenarios", "--report", folder, "--jobs", tostring(options.scenario_jobs), "--seed", "1" }
    words[#words + 1] = clauses and "--fail-fast" or nil
    table.move(scenarios, 1, #scenarios, #words + 1, words)
    local status = shell.run(words, log)
    local text = shell.read(folder .. "/report.json")
    if not text then
        return nil, ("`childproof run` ended with status %d and without a report; see %s"):format(status, log)
    end
    local found = {}
    for _, scenario in ipairs(json.decode(text).scenarios) do
        found[scenario.id] = { verdict = scenario.verdict, violations = scenario.violations, ms = scenario.duration_ms }
    end
    shell.must { "rm", "-rf", folder }
    return found
end

-- The names that SCENARIOS (names or globs) stand for; none stand for all.
function trial.names(options, scenarios)
    local words = { options.harness .. "/childproof", "list", "-1", "--scenarios", options.work .. "/scenarios" }
    table.move(scenarios, 1, #scenarios, #words + 1, words)
    local names = shell.lines(words)
    if #names == 0 then
        error(("no scenario has such a name: %s"):format(table.concat(scenarios, " ")), 0)
    end
    return names
end

-- NAMES in two lists: those that answered the reference soon, and those that had to wait.
local function by_patience(options, names)
    local text = shell.read(options.work .. "/patience.json")
    local known = text and json.decode(text) or {}
    local soon, late = {}, {}
    for _, name in ipairs(names) do
        local list = (known[name] or 0) < SOON_MS and soon or late
        list[#list + 1] = name
    end
    return soon, late
end

-- Remembers for by_patience how long each scenario of FOUND took the reference.
function trial.patience_keep(options, found)
    local path = options.work .. "/patience.json"
    local text = shell.read(path)
    local known = text and json.decode(text) or {}
    for name, scenario in pairs(found) do
        known[name] = scenario.ms
    end
    shell.write(path, json.encode(known))
end

-- Runs NAMES until one of them reports one of CLAUSES, the quick ones first. Adds to FOUND what was found; returns nil, or
-- why there is no report.
function trial.hunt(options, adapter, names, clauses, found)
    local everybody = setmetatable({}, { __index = function() return true end })
    local soon, late = by_patience(options, names)
    for _, list in ipairs { soon, late } do
        while #list > 0 do
            local more, why = trial.run(options, adapter, list, clauses)
            if not more then
                return why
            end
            local rest = {}
            for _, name in ipairs(list) do
                found[name] = more[name]
                rest[#rest + 1] = not more[name] and name or nil
            end
            if trial.weigh(found, clauses, everybody).verdict == "killed" or #rest == #list then
                return nil
            end
            list = rest
        end
    end
end

-- True where a scenario says that something is wrong with the supervisor.
function trial.accuses(scenario)
    return scenario.verdict == "fail" or scenario.verdict == "non-strict"
end

local function text_or(value, otherwise)
    return type(value) == "string" and value or otherwise
end

-- Weighs what FOUND (name → scenario) reports against the CLAUSES that a defect breaks; scenarios that are not in STEADY
-- (name → true) are no evidence. Returns {verdict, clause, scenario, …, reported = {clause → scenarios}, inconclusive = names}.
function trial.weigh(found, clauses, steady)
    local wanted = {}
    for _, clause in ipairs(clauses) do
        wanted[clause] = true
    end
    local any = wanted["*"]
    local outcome = { verdict = "survived", reported = {}, killers = {}, inconclusive = {} }
    local names = {}
    for name in pairs(found) do
        names[#names + 1] = name
    end
    table.sort(names)
    for _, name in ipairs(names) do
        local scenario = found[name]
        local hit = false
        if scenario.verdict == "inconclusive" then
            outcome.inconclusive[#outcome.inconclusive + 1] = name
        end
        for _, violation in ipairs(trial.accuses(scenario) and steady[name] and scenario.violations or {}) do
            if violation.level ~= "inconclusive" then
                outcome.reported[violation.clause] = (outcome.reported[violation.clause] or 0) + 1
                if outcome.verdict == "survived" then
                    outcome.verdict = "wrong clause"
                end
                if (any or wanted[violation.clause]) and not hit then
                    hit = true
                    outcome.killers[#outcome.killers + 1] = name
                    if outcome.verdict ~= "killed" then
                        outcome.verdict = "killed"
                        outcome.clause = violation.clause
                        outcome.scenario = name
                        outcome.found_by = text_or(violation.found_by, "?")
                        outcome.expected = text_or(violation.expected, "")
                        outcome.happened = text_or(violation.happened, "")
                    end
                end
            end
        end
        if scenario.verdict == "adapter-error" and steady[name] then
            outcome.adapter_errors = (outcome.adapter_errors or 0) + 1
            if any then
                outcome.verdict = "killed"
                outcome.scenario = outcome.scenario or name
                outcome.clause = outcome.clause or "adapter-error"
                outcome.killers[#outcome.killers + 1] = name
            end
        end
    end
    return outcome
end

return trial
