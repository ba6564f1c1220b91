-- What all trials together say, for people and for programs.
local json = require("json")
local shell = require("shell")

local score = {}

local WORDS = { "killed", "wrong clause", "survived", "equivalent", "same program", "listed", "error", "did not build",
    "only adapter errors" }

-- "equivalent" are both the "same program" and the "listed"; "error" counts what "did not build" too.
local function counts_of(outcomes)
    local counts = {}
    for _, word in ipairs(WORDS) do
        counts[word] = 0
    end
    for _, outcome in ipairs(outcomes) do
        for _, word in ipairs { outcome.verdict, outcome.kind } do
            counts[word] = counts[word] + 1
        end
        if outcome.verdict == "killed" and not next(outcome.reported) then
            counts["only adapter errors"] = counts["only adapter errors"] + 1
        end
    end
    counts.tried = #outcomes
    counts.judged = counts.killed + counts["wrong clause"] + counts.survived
    counts.killed_percent = counts.judged > 0 and math.floor(1000 * counts.killed / counts.judged) / 10 or json.null
    return counts
end

-- What the scenarios said of a defect that nobody reported: how many of each verdict, and who had nothing to say of it.
local function looks_text(outcome)
    local words = {}
    for verdict, number in pairs(outcome.looks) do
        words[#words + 1] = ("%d %s"):format(number, verdict)
    end
    table.sort(words)
    local blind = outcome.inconclusive and #outcome.inconclusive > 0 and (": " .. table.concat(outcome.inconclusive, " ")) or ""
    return ("%d of %d scenarios looked: %s%s"):format(outcome.looked, outcome.scenarios or outcome.looked, table.concat(words, ", "), blind)
end

-- How the score was framed, a line each.
local function frame_lines(frame)
    local function canary(when)
        local clause = frame.canary[when]
        return clause and ("noticed %s (%s)"):format(when, clause) or ("not noticed " .. when)
    end
    return {
        ("canary: %s, %s"):format(canary("before"), canary("after")),
        ("unpatched reference: %d scenarios passed before, %d failed, %d not steady, %d do not apply; of the %d that were evidence %d passed after")
            :format(frame.passed_before, #frame.broken, #frame.unsteady, #frame.blind, frame.evidence, frame.evidence_after),
    }
end

-- The score in one line for each figure.
local function figures_lines(counts, frame)
    local lines = {}
    local function line(text, ...)
        lines[#lines + 1] = text:format(...)
    end
    if frame.sample then
        line("sample: seed %d, %d drawn of %d rewritings", frame.sample.seed, frame.sample.drawn, frame.sample.of)
    end
    line("tried: %d; did not build: %d; other errors: %d", counts.tried, counts["did not build"], counts.error - counts["did not build"])
    line("equivalent: %d (%d the same program, %d with a written reason)", counts.equivalent, counts["same program"], counts.listed)
    line("judged: %d; killed: %d (%d of them by adapter errors alone); wrong clause: %d; survived: %d", counts.judged, counts.killed,
        counts["only adapter errors"], counts["wrong clause"], counts.survived)
    line("killed of judged: %s", counts.judged > 0 and ("%.1f %%"):format(counts.killed_percent) or "none")
    return lines
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
    for _, lines in ipairs { figures_lines(counts, frame), frame_lines(frame) } do
        for _, text in ipairs(lines) do
            line("- " .. text)
        end
    end
    line("")
    for _, outcome in ipairs(outcomes) do
        if outcome.verdict == "survived" then
            line("- survived: %s, `%s`: %s", outcome.name, cell(outcome.summary), looks_text(outcome))
        end
    end
    line("")
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
            seconds = outcome.seconds, why = outcome.why or json.null, kind = outcome.kind or json.null,
            looked = outcome.looked, looks = outcome.looks, inconclusive = outcome.inconclusive,
        }
    end
    return {
        schema = "childproof.strength/1", defects = list, counts = counts,
        frame = {
            void = frame.void, broken = frame.broken, unsteady = frame.unsteady, blind = frame.blind, canary = frame.canary,
            passed_before = frame.passed_before, evidence = frame.evidence, evidence_after = frame.evidence_after,
            sample = frame.sample or json.null,
        },
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
        if outcome.verdict == "survived" then
            io.write("             ", looks_text(outcome), "\n")
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
    for _, lines in ipairs { frame_lines(frame), figures_lines(counts, frame) } do
        io.write(table.concat(lines, "\n"), "\n")
    end
    for _, why in ipairs(frame.void) do
        io.write("the score is void: ", why, "\n")
    end
    return #frame.void == 0 and counts.killed == counts.judged and counts.error == 0
end

return score
