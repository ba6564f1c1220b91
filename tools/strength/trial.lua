-- One adapter before the suite, and what its report says of the defect that is in it.
local json = require("json")
local shell = require("shell")

local trial = {}

-- A run that hangs as a whole is the harness's fault; a scenario has its own bound.
local RUN_S_MAX = 900
-- A defect may take memory without end: its own, not everybody's.
local ADDRESS_BYTES_MAX = 8 << 30

-- Runs SCENARIOS (names or globs) against ADAPTER. OPTIONS: harness, work, label, scenario_jobs. Returns name → {verdict,
-- violations}, or nil and why there is no report.
function trial.run(options, adapter, scenarios)
    local folder = ("%s/results/%s.report"):format(options.work, options.label)
    local log = ("%s/results/%s.run"):format(options.work, options.label)
    shell.must { "rm", "-rf", folder }
    local words = { "nice", "timeout", "-k", "10", tostring(RUN_S_MAX), "prlimit", "--as=" .. ADDRESS_BYTES_MAX, options.harness .. "/childproof", "run", "--quiet", "--no-color",
        "--adapter", adapter, "--scenarios", options.work .. "/scenarios", "--report", folder,
        "--jobs", tostring(options.scenario_jobs), "--seed", "1" }
    table.move(scenarios, 1, #scenarios, #words + 1, words)
    local status = shell.run(words, log)
    local text = shell.read(folder .. "/report.json")
    if not text then
        return nil, ("`childproof run` ended with status %d and without a report; see %s"):format(status, log)
    end
    local found = {}
    for _, scenario in ipairs(json.decode(text).scenarios) do
        found[scenario.id] = { verdict = scenario.verdict, violations = scenario.violations }
    end
    shell.must { "rm", "-rf", folder }
    return found
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
