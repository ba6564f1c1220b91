-- What all trials together say, for people and for programs.
local json = require("json")
local shell = require("shell")

local score = {}

local WORDS = { "killed", "wrong clause", "survived", "equivalent", "error" }

local function counts_of(outcomes)
    local counts = {}
    for _, word in ipairs(WORDS) do
        counts[word] = 0
    end
    for _, outcome in ipairs(outcomes) do
        counts[outcome.verdict] = counts[outcome.verdict] + 1
    end
    counts.judged = counts.killed + counts["wrong clause"] + counts.survived
    return counts
end

local function reported_text(outcome)
    local clauses = {}
    for clause in pairs(outcome.reported) do
        clauses[#clauses + 1] = clause
    end
    table.sort(clauses)
    return table.concat(clauses, " ")
end

local function cell(text)
    return (text:gsub("|", "\\|"):gsub("[\n<>]", " "))
end

local function markdown(outcomes, counts, frame)
    local out = {}
    local function line(text, ...)
        out[#out + 1] = select("#", ...) > 0 and text:format(...) or text
    end
    line("%d of %d defects are reported with the right clause (%d with a wrong one, %d not at all; %d equivalent, %d errors).",
        counts.killed, counts.judged, counts["wrong clause"], counts.survived, counts.equivalent, counts.error)
    line("")
    for _, why in ipairs(frame.void) do
        line("**The score is void: %s.**", why)
        line("")
    end
    line("| defect | what it does | verdict | clause | first scenario |")
    line("| --- | --- | --- | --- | --- |")
    for _, outcome in ipairs(outcomes) do
        line("| %s | %s | %s | %s | %s |", cell(outcome.name), cell(outcome.summary), outcome.verdict,
            outcome.clause or outcome.verdict == "wrong clause" and reported_text(outcome) or "", outcome.scenario or "")
    end
    return table.concat(out, "\n") .. "\n"
end

local function record(outcomes, counts, frame)
    local list = {}
    for i, outcome in ipairs(outcomes) do
        list[i] = {
            name = outcome.name, summary = outcome.summary, verdict = outcome.verdict, wanted = outcome.wanted,
            clause = outcome.clause or json.null, scenario = outcome.scenario or json.null,
            found_by = outcome.found_by or json.null, expected = outcome.expected or json.null,
            happened = outcome.happened or json.null, killers = outcome.killers, reported = outcome.reported,
            adapter_errors = outcome.adapter_errors or 0, undoes = outcome.undoes, defects = outcome.defects,
            seconds = outcome.seconds, why = outcome.why or json.null,
        }
    end
    return {
        schema = "childproof.strength/1", defects = list, counts = counts,
        frame = { void = frame.void, broken = frame.broken, unsteady = frame.unsteady, blind = frame.blind },
    }
end

-- Prints what there is to say and writes the report. True where every defect was killed and the frame holds.
function score.tell(options, outcomes, frame)
    local counts = counts_of(outcomes)
    for _, outcome in ipairs(outcomes) do
        if outcome.verdict == "wrong clause" then
            io.write(("wrong clause %s: wanted %s, reported %s\n"):format(outcome.name,
                table.concat(outcome.wanted, " "), reported_text(outcome)))
        elseif outcome.verdict ~= "killed" then
            io.write(("%-12s %s: %s\n"):format(outcome.verdict, outcome.name, outcome.why or outcome.summary))
        end
    end
    for _, name in ipairs(frame.broken) do
        io.write(("no evidence: the unpatched reference fails %s\n"):format(name))
    end
    for _, name in ipairs(frame.unsteady) do
        io.write(("no evidence: the unpatched reference fails %s now and then\n"):format(name))
    end
    for _, name in ipairs(frame.blind) do
        io.write(("no evidence: %s does not apply here\n"):format(name))
    end
    if options.report then
        shell.write(options.report, json.encode(record(outcomes, counts, frame)))
        shell.write((options.report:gsub("%.json$", "")) .. ".md", markdown(outcomes, counts, frame))
    end
    io.write(("%d of %d defects killed, %d wrong clause, %d survived, %d equivalent, %d errors\n"):format(counts.killed,
        counts.judged, counts["wrong clause"], counts.survived, counts.equivalent, counts.error))
    for _, why in ipairs(frame.void) do
        io.write("the score is void: ", why, "\n")
    end
    return #frame.void == 0 and counts.killed == counts.judged and counts.error == 0
end

return score
