-- tools/mutants: how strong is the harness? Plants one defect at a time in the reference and asks who notices.
local here = arg[0]:match("^(.*)/") or "."
package.path = here .. "/?.lua;" .. package.path

local json = require("json")
local patches = require("patches")
local score = require("score")
local shell = require("shell")
local tree = require("tree")
local trial = require("trial")

local USAGE = [[
usage: tools/mutants [OPTION]… [GLOB]…

Plants one defect after the other in a copy of the reference and runs the scenarios that can catch it. GLOB selects
defects by name; without one, all of conformance/subjects/broken are tried.

      --jobs N           defects at a time [1]
      --scenario-jobs N  scenarios at a time, for each of them [8]
      --all-scenarios    let every scenario look at every defect; otherwise the first right report is the last
      --auto             make defects by rewriting tokens instead of taking those that were written down
      --seed S           with --auto: which ones [1]
      --count N          with --auto: how many [100]
      --files GLOBS      with --auto: only in these files of ref/src (`pool* core/lease.c`)
      --list             name the defects and stop
      --report FILE      write FILE (JSON) and, with .md in place of .json, a table
      --work DIR         where copies and builds go [build/mutants]
      --harness DIR      where childproof and fake-child are [build/bin]
      --project DIR      whose ref/ and scenarios/ are used [this project]

Before and after, an unpatched reference must pass and a canary must be noticed: else the score is void.
Exit status: 0 every defect is reported with the right clause; 1 not; 2 the score is void; 64 usage.
]]

local EXIT = { GOOD = 0, SURVIVORS = 1, VOID = 2, USAGE = 64 }

local function usage_error(text)
    io.stderr:write("tools/mutants: ", text, "\n", USAGE)
    os.exit(EXIT.USAGE)
end

local VALUES = {
    ["--jobs"] = "jobs", ["--scenario-jobs"] = "scenario_jobs", ["--seed"] = "seed", ["--count"] = "count",
    ["--report"] = "report", ["--work"] = "work", ["--harness"] = "harness", ["--project"] = "project",
    ["--files"] = "files", ["--one"] = "one", ["--slot"] = "slot",
}
local SWITCHES = { ["--all-scenarios"] = "all_scenarios", ["--auto"] = "auto", ["--list"] = "list", ["--rest"] = "rest" }
local NUMBERS = { jobs = true, scenario_jobs = true, seed = true, count = true, slot = true }

local function options_parse(words)
    local options = { jobs = 1, scenario_jobs = 8, seed = 1, count = 100, globs = {} }
    local i = 1
    while i <= #words do
        local word = words[i]
        if word == "--help" or word == "-h" then
            io.write(USAGE)
            os.exit(EXIT.GOOD)
        elseif VALUES[word] then
            i = i + 1
            options[VALUES[word]] = words[i] or usage_error(word .. " needs a value")
        elseif SWITCHES[word] then
            options[SWITCHES[word]] = true
        elseif word:sub(1, 1) == "-" then
            usage_error("unknown option " .. word)
        else
            options.globs[#options.globs + 1] = word
        end
        i = i + 1
    end
    for name in pairs(NUMBERS) do
        local number = options[name] and math.tointeger(tonumber(options[name]))
        if options[name] and (not number or number < (name == "slot" and 0 or 1)) then
            usage_error(("--%s takes a number, not `%s`"):format(name:gsub("_", "-"), options[name]))
        end
        options[name] = number
    end
    local root = (shell.lines { "realpath", here .. "/../.." })[1]
    local function absolute(path)
        return (shell.lines { "realpath", "-m", path })[1]
    end
    options.root = root
    options.project = absolute(options.project or root)
    options.work = absolute(options.work or root .. "/build/mutants")
    options.harness = absolute(options.harness or root .. "/build/bin")
    return options
end

-- ---- One defect --------------------------------------------------------------------------------------------------------

local function result_path(options, name)
    return ("%s/results/%s.json"):format(options.work, name)
end

local function adapter_path(options, name)
    return ("%s/bin/%s"):format(options.work, name)
end

-- Builds PATCH in SLOT and tries it; writes what was found.
local function one_try(options, patch)
    local slot = ("%s/slot-%d"):format(options.work, options.slot)
    local adapter = adapter_path(options, patch.name)
    local began = os.time()
    local result = { name = patch.name, found = {} }
    local trouble, log = tree.build_patched(options.work, slot, patch, adapter)
    if trouble then
        result.trouble = trouble .. "; see " .. log
    elseif shell.read(adapter) == shell.read(adapter_path(options, "unpatched")) then
        result.trouble = "is the same program as the reference"
    else
        options.label = patch.name
        if options.all_scenarios then
            result.found, result.trouble = trial.run(options, adapter, {})
            result.found = result.found or {}
        else
            result.trouble = trial.hunt(options, adapter, trial.names(options, patch.scenarios), patch.clauses, result.found)
        end
    end
    result.seconds = os.time() - began
    shell.write(result_path(options, patch.name), json.encode(result))
end

-- The names among ALL that are not in ASKED, and those of AGAIN, which had nothing to say because the machine was too slow.
local function others(all, asked, again)
    local names, slow = {}, {}
    for _, name in ipairs(again or {}) do
        slow[name] = true
    end
    for _, name in ipairs(all) do
        if not asked[name] or slow[name] then
            names[#names + 1] = name
        end
    end
    return names
end

-- Tries an adapter that was built before on the scenarios that did not look at it yet, and adds what is found.
local function one_more(options, patch)
    local path = result_path(options, patch.name)
    local result = json.decode(shell.read(path))
    local began = os.time()
    options.label = patch.name
    local outcome = trial.weigh(result.found, patch.clauses, {})
    local scenarios = others(trial.names(options, {}), result.found, outcome.inconclusive)
    if #scenarios == 0 then
        return
    end
    result.trouble = trial.hunt(options, adapter_path(options, patch.name), scenarios, patch.clauses, result.found)
    result.seconds = result.seconds + os.time() - began
    shell.write(path, json.encode(result))
end

-- What xargs calls: `--one FILE` names a patch; with `--rest`, everybody who did not look yet shall do so.
local function one(options)
    local patch = patches.read(options.one)
    if options.rest then
        one_more(options, patch)
    else
        one_try(options, patch)
    end
    local result = json.decode(shell.read(result_path(options, patch.name)))
    local outcome = trial.weigh(result.found, patch.clauses, setmetatable({}, { __index = function() return true end }))
    io.write(("%-12s %s%s\n"):format(result.trouble and "error" or outcome.verdict, patch.name,
        outcome.clause and ("  (%s, %s)"):format(outcome.clause, outcome.scenario) or result.trouble and ": " .. result.trouble or ""))
    io.flush()
    return EXIT.GOOD
end

-- ---- All of them -------------------------------------------------------------------------------------------------------

-- Runs this program for each of PATHS, so many at a time as there are jobs, each in a slot of its own.
local function each(options, paths, extra)
    if #paths == 0 then
        return
    end
    local words = { "lua5.4", arg[0], "--work", options.work, "--harness", options.harness, "--project", options.project,
        "--scenario-jobs", options.scenario_jobs }
    if options.all_scenarios then
        words[#words + 1] = "--all-scenarios"
    end
    local command = ("xargs -d '\\n' -n 1 -P %d --process-slot-var=MUTANTS_SLOT sh -c '%s --slot \"$MUTANTS_SLOT\" --one \"$0\" %s'")
        :format(options.jobs, shell.join(words):gsub("'", '"'), shell.join(extra or {}):gsub("'", '"'))
    local pipe = assert(io.popen(command, "w"))
    pipe:write(table.concat(paths, "\n"), "\n")
    pipe:close()
end

-- The unpatched reference on SCENARIOS; one that fails is asked once more. Adds those that passed to STEADY, those that
-- failed twice or once and those that could not look to FRAME; returns those that failed twice.
local function reference_try(options, scenarios, steady, frame)
    options.label = "unpatched"
    local broken = {}
    local found, why = trial.run(options, adapter_path(options, "unpatched"), scenarios)
    if not found then
        error(why, 0)
    end
    trial.patience_keep(options, found)
    local again = {}
    for name, scenario in pairs(found) do
        steady[name] = not trial.accuses(scenario) and scenario.verdict ~= "adapter-error"
        frame.passed[name] = scenario.verdict == "pass" or nil
        if scenario.verdict == "not-applicable" or scenario.verdict == "unsupported" then
            frame.blind[#frame.blind + 1] = name
        elseif not steady[name] then
            again[#again + 1] = name
        end
    end
    found = #again > 0 and trial.run(options, adapter_path(options, "unpatched"), again) or {}
    for _, name in ipairs(again) do
        local scenario = found[name]
        local list = scenario and not trial.accuses(scenario) and scenario.verdict ~= "adapter-error" and frame.unsteady or broken
        list[#list + 1] = name
    end
    table.sort(broken)
    table.move(broken, 1, #broken, #frame.broken + 1, frame.broken)
    return broken
end

-- True where NAME is one of GLOBS, a text with blanks between them; nil stands for all.
local function among(name, globs)
    for glob in (globs or "*"):gmatch("%S+") do
        if patches.matches(name, glob) then
            return true
        end
    end
    return false
end

local function select(options)
    local folder = options.root .. "/conformance/subjects/broken"
    local all, sample
    if options.auto then
        local auto = require("auto")
        folder = options.work .. "/auto"
        local of = auto.write(options.work .. "/pristine", folder, options.seed, options.count,
            options.root .. "/conformance/subjects/equivalent.txt", function(name) return among(name, options.files) end)
        all = patches.list(folder)
        sample = { seed = options.seed, drawn = #all, of = of }
    else
        all = patches.list(folder)
    end
    local selected, canary = {}, patches.read(options.root .. "/conformance/subjects/canary.patch")
    for _, patch in ipairs(all) do
        local wanted = #options.globs == 0
        for _, glob in ipairs(options.globs) do
            wanted = wanted or patches.matches(patch.name, glob)
        end
        if wanted then
            selected[#selected + 1] = patch
        end
    end
    return selected, canary, sample
end

local function paths_of(list)
    local paths = {}
    for _, patch in ipairs(list) do
        if not patch.equivalent then
            paths[#paths + 1] = patch.path
        end
    end
    return paths
end

local function outcome_read(options, patch, steady)
    local text = shell.read(result_path(options, patch.name))
    if patch.equivalent then
        text = json.encode { found = {}, trouble = "the same program to anybody outside" }
    end
    local result = text and json.decode(text) or { found = {}, trouble = "no result was written" }
    local outcome = trial.weigh(result.found, patch.clauses, steady)
    outcome.name, outcome.summary, outcome.wanted = patch.name, patch.summary, patch.clauses
    outcome.undoes, outcome.defects, outcome.seconds = patch.undoes, patch.defects, result.seconds or 0
    outcome.asked = result.found
    outcome.looked, outcome.looks = 0, {}
    for _, scenario in pairs(result.found) do
        outcome.looked = outcome.looked + 1
        outcome.looks[scenario.verdict] = (outcome.looks[scenario.verdict] or 0) + 1
    end
    if result.trouble then
        outcome.verdict = result.trouble:find("same program") and "equivalent" or "error"
        outcome.kind = patch.equivalent and "listed" or outcome.verdict == "equivalent" and "same program" or
            result.trouble:find("^does not build") and "did not build" or nil
        outcome.why = patch.equivalent or result.trouble
    end
    return outcome
end

local function frame_canary(options, canary, when, frame)
    each(options, { canary.path })
    local outcome = outcome_read(options, canary, setmetatable({}, { __index = function() return true end }))
    frame.canary[when] = outcome.verdict == "killed" and ("%s, %s"):format(outcome.clause, outcome.scenario) or nil
    frame.void[#frame.void + 1] = outcome.verdict ~= "killed" and ("the canary %s %s the run"):format(outcome.why or outcome.verdict, when) or nil
end

-- Keys of a set, in order.
local function sorted(set)
    local list = {}
    for key in pairs(set) do
        list[#list + 1] = key
    end
    table.sort(list)
    return list
end

-- Everything that the selected defects want to be looked at by; nothing stands for all.
local function wanted_scenarios(options, selected)
    local wanted = {}
    for _, patch in ipairs(options.all_scenarios and {} or selected) do
        for _, glob in ipairs(patch.scenarios) do
            wanted[glob] = true
        end
    end
    return wanted["*"] and {} or sorted(wanted)
end

local function prepare(options, selected)
    for _, patch in ipairs(selected) do
        os.remove(result_path(options, patch.name))
    end
    for slot = 0, options.jobs - 1 do
        tree.slot_open(options.work, slot)
    end
    tree.adapter(options.work .. "/slot-0", adapter_path(options, "unpatched"))
end

-- Lets every other scenario look at what its own scenarios did not report.
local function survivors_retry(options, selected, outcomes, steady, frame)
    local survivors, paths = {}, {}
    for i, outcome in ipairs(outcomes) do
        if outcome.verdict == "survived" or outcome.verdict == "wrong clause" then
            survivors[#survivors + 1] = i
            paths[#paths + 1] = selected[i].path
        end
    end
    if #survivors == 0 then
        return
    end
    local all = trial.names(options, {})
    local rest = others(all, steady)
    if #rest > 0 then
        reference_try(options, rest, steady, frame)
    end
    each(options, paths, { "--rest" })
    for _, i in ipairs(survivors) do
        outcomes[i] = outcome_read(options, selected[i], steady)
        outcomes[i].scenarios = #all
    end
end

-- After the run the reference has to pass what was evidence against defects.
local function frame_close(options, canary, outcomes, frame)
    local killers = {}
    for _, outcome in ipairs(outcomes) do
        if outcome.scenario then
            killers[outcome.scenario] = true
        end
    end
    local failed = next(killers) and reference_try(options, sorted(killers), {}, frame) or {}
    for _, name in ipairs(failed) do
        frame.void[#frame.void + 1] = ("the unpatched reference fails %s after the run"):format(name)
    end
    frame.evidence = #sorted(killers)
    frame.evidence_after = frame.evidence - #failed
    frame_canary(options, canary, "after", frame)
end

local function run(options)
    tree.take(options.project, options.work)
    local selected, canary, sample = select(options)
    if options.list then
        for _, patch in ipairs(selected) do
            io.write(("%-52s %-24s %s\n"):format(patch.name, table.concat(patch.clauses, " "), patch.summary))
        end
        return EXIT.GOOD
    end
    if #selected == 0 then
        usage_error("no defect has such a name")
    end
    prepare(options, selected)
    local frame = { broken = {}, unsteady = {}, blind = {}, void = {}, canary = {}, passed = {}, sample = sample }
    frame_canary(options, canary, "before", frame)
    local steady = {}
    reference_try(options, wanted_scenarios(options, selected), steady, frame)

    each(options, paths_of(selected))
    local outcomes = {}
    for i, patch in ipairs(selected) do
        outcomes[i] = outcome_read(options, patch, steady)
    end
    survivors_retry(options, selected, outcomes, steady, frame)
    frame.passed_before = #sorted(frame.passed)
    frame_close(options, canary, outcomes, frame)
    return score.tell(options, outcomes, frame) and EXIT.GOOD or #frame.void > 0 and EXIT.VOID or EXIT.SURVIVORS
end

local function main()
    local options = options_parse(arg)
    local good, status = xpcall(options.one and one or run, function(why)
        return type(why) == "string" and not os.getenv("MUTANTS_DEBUG") and why or debug.traceback(why)
    end, options)
    if not good then
        io.stderr:write("tools/mutants: ", tostring(status), "\n")
        os.exit(EXIT.VOID)
    end
    os.exit(status)
end

main()
