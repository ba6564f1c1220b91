-- Defects by the hundred: the usual small rewritings of tokens and lines, a sample of them drawn by a seed. Text is
-- rewritten, not C: what does not compile is told as such and judged by nobody.
local shell = require("shell")

local auto = {}

-- Where the judged profiles live, and the scenarios that look there first.
local FILES = {
    { "actor.c", "actor/*" },
    { "actor_job.c", "actor/*" },
    { "actor_report.c", "actor/*" },
    { "actor_worker.c", "actor/*" },
    { "answer.c", "supervisor/* stream/* wire/*" },
    { "canonical.c", "pool/each* pool/equal* pool/expect* session/*metadata* session/*mismatch* session/capability*" },
    { "capability.c", "session/capability* session/check*" },
    { "command.c", "session/typed* session/summary* pool/valid*" },
    { "config.c", "config/*" },
    { "exchange.c", "stream/* abort/* timeout/* cancel/* rss/*" },
    { "lease.c", "pool/reason* pool/released* pool/timeout* pool/dropped* pool/lease* pool/*valid* pool/idle*" },
    { "metadata.c", "session/*metadata* session/*mismatch* pool/expect* pool/reason_metadata*" },
    { "names.c", "restart/* policy/*" },
    { "operations.c", "supervisor/* stream/operation_names wire/requests*" },
    { "plan.c", "planner/*" },
    { "pool.c", "pool/*snapshot* pool/memory* pool/idle* pool/close* pool/size* pool/two* pool/left*" },
    { "pool_acquire.c", "pool/*wait* pool/*budget* pool/queue* pool/exhausted* pool/acquire* pool/*known* pool/crash* pool/two*" },
    { "pool_key.c", "pool/each* pool/equal* pool/expect* pool/figures*" },
    { "pool_worker.c", "pool/*open* pool/crash* pool/memory* pool/dead* pool/idle* pool/*snapshot*" },
    { "render.c", "display/*" },
    { "replace.c", "restart/* timeout/*" },
    { "report.c", "supervisor/* spawn/*" },
    { "request.c", "supervisor/* policy/* stale/* cancel/*" },
    { "resolve.c", "session/resolve* session/capability_child*" },
    { "rows.c", "stream/* supervisor/list*" },
    { "session.c", "session/*" },
    { "settings.c", "spawn/* restart/* policy/* rss/*" },
    { "start.c", "spawn/*" },
    { "step.c", "rss/* states/*" },
    { "stop.c", "shutdown/* supervisor/exit*" },
    { "succeed.c", "restart/* actor/exhausted* pool/crash* pool/*exhaust*" },
    { "supervisor.c", "states/* shutdown/* supervisor/*" },
    { "turn.c", "supervisor/* shutdown/*" },
    { "values.c", "supervisor/* stream/*" },
    { "core/account.c", "counters/* restart/* stream/*" },
    { "core/admission.c", "pool/*budget* pool/*wait* pool/exhausted*" },
    { "core/cause.c", "actor/*" },
    { "core/deadline.h", "timeout/* restart/*" },
    { "core/duration.c", "display/* pool/idle* actor/limit*" },
    { "core/job.c", "actor/*" },
    { "core/knobs.c", "config/*" },
    { "core/lease.c", "pool/reason* pool/*valid*" },
    { "core/ledger.c", "actor/*" },
    { "core/machine.c", "states/* restart/* supervisor/*" },
    { "core/planning.c", "planner/*" },
    { "core/policy.c", "policy/*" },
    { "core/text.c", "display/* stderr/*" },
    { "core/window.c", "restart/*" },
    { "linux/child.c", "spawn/* shutdown/* supervisor/*" },
    { "linux/clock.c", "timeout/*" },
    { "linux/drain.c", "stderr/*" },
    { "linux/effort.c", "stream/*" },
    { "linux/environment.c", "spawn/*" },
    { "linux/fd.c", "spawn/* shutdown/*" },
    { "linux/pipe.c", "stream/* supervisor/* timeout/* */*grandchild*" },
    { "linux/program.c", "session/resolve* session/capability_child*" },
    { "linux/rss.c", "rss/*" },
    { "linux/spawn.c", "spawn/*" },
    { "linux/thread.c", "supervisor/* actor/stop* pool/close*" },
    { "wire/decode.c", "wire/* supervisor/*" },
    { "wire/encode.c", "wire/* supervisor/*" },
    { "wire/error.c", "wire/* stream/*" },
    { "wire/messages.c", "wire/* supervisor/* stream/*" },
    { "wire/reader.c", "wire/* supervisor/* stream/*" },
    { "wire/record.c", "wire/* supervisor/*" },
    { "wire/scan.c", "wire/*" },
    { "wire/scan_string.c", "wire/*" },
    { "wire/value.c", "stream/* supervisor/list*" },
}

local CONTEXT = 2

-- ---- Reading C, as far as lines go ------------------------------------------------------------------------------------

local function blank(text)
    return (text:gsub("[^\n]", " "))
end

-- TEXT with the insides of comments, strings and characters as blanks: every position stays what it was.
local function masked(text)
    local out, at = {}, 1
    while at <= #text do
        local two, one = text:sub(at, at + 1), text:sub(at, at)
        local stop
        if two == "/*" then
            stop = (select(2, text:find("*/", at + 2, true)) or #text)
        elseif two == "//" then
            stop = (text:find("\n", at, true) or #text + 1) - 1
        elseif one == '"' or one == "'" then
            stop = at + 1
            while stop < #text and text:sub(stop, stop) ~= one do
                stop = stop + (text:sub(stop, stop) == "\\" and 2 or 1)
            end
        end
        out[#out + 1] = stop and blank(text:sub(at, stop)) or one
        at = (stop or at) + 1
    end
    return table.concat(out)
end

local function lines_of(text)
    local lines = {}
    for line in text:gmatch("([^\n]*)\n") do
        lines[#lines + 1] = line
    end
    return lines
end

-- ---- Operators: each calls FOUND(what it does, the new line) ----------------------------------------------------------

local TOKENS = {
    { " < ", " <= ", "relation" }, { " <= ", " < ", "relation" }, { " > ", " >= ", "relation" },
    { " >= ", " > ", "relation" }, { " == ", " != ", "relation" }, { " != ", " == ", "relation" },
    { " && ", " || ", "connector" }, { " || ", " && ", "connector" }, { " %+ ", " - ", "arithmetic" },
    { " %- ", " + ", "arithmetic" }, { " / ", " * ", "arithmetic" }, { " %% ", " / ", "arithmetic" },
    { "%f[%w_]true%f[^%w_]", "false", "constant" }, { "%f[%w_]false%f[^%w_]", "true", "constant" },
    { "return r;", "return 0;", "error swallowed" }, { "%+%+", "--", "step" },
}

local function tokens_rewrite(line, mask, found)
    for _, token in ipairs(TOKENS) do
        local at = 1
        while true do
            local from, to = mask:find(token[1], at)
            if not from then
                break
            end
            assert(to > from)
            found(token[3], line:sub(1, from - 1) .. token[2] .. line:sub(to + 1))
            at = to
        end
    end
end

local function constants_rewrite(line, mask, found)
    local at = 1
    while true do
        local from, to = mask:find("%f[%w_]%d+%f[^%w_]", at)
        if not from then
            return
        end
        local before = mask:sub(from - 1, from - 1)
        if before ~= "." and mask:sub(to + 1, to + 1) ~= "." then
            found("constant", line:sub(1, from - 1) .. tostring(math.tointeger(tonumber(line:sub(from, to))) + 1) .. line:sub(to + 1))
        end
        at = to + 1
    end
end

local function condition_negate(line, mask, found)
    local from = mask:find("%f[%w_]if %(")
    if not from then
        return
    end
    local open = mask:find("(", from, true)
    local parentheses = mask:match("^%b()", open)
    if parentheses then
        found("negation", line:sub(1, open) .. "!" .. line:sub(open, open + #parentheses - 1) .. line:sub(open + #parentheses - 1))
    end
end

local DECLARES = { struct = true, const = true, static = true, enum = true, int = true, size_t = true, bool = true, char = true,
    uint64_t = true, int64_t = true, uint32_t = true, unsigned = true, return_ = true, ["return"] = true, ["goto"] = true,
    ["case"] = true, default = true, ["do"] = true, ["else"] = true, ssize_t = true, void = true, siginfo_t = true,
    sigset_t = true, pid_t = true, typedef = true, assert = true, ["while"] = true, ["for"] = true, ["if"] = true }

local function statement_remove(line, mask, before, found)
    local indent, word = mask:match("^(%s+)%(?([%a_][%w_]*)")
    if mask:match("^%s+%(void%)") then
        indent, word = mask:match("^(%s+)%(void%)%s*([%a_][%w_]*)")
        if not word or not mask:find("(", #indent + 7, true) then
            return
        end
    elseif not word or DECLARES[word] or mask:match("^%s+[%a_][%w_]*%s+[%*%a_]") then
        return
    end
    if not mask:match(";%s*$") or select(2, mask:gsub("%(", "")) ~= select(2, mask:gsub("%)", "")) or mask:match("[%?:]%s*$") then
        return
    end
    local last = before:match("(%S)%s*$") or ""
    if last:match("[;{}%):]") or before:match("else%s*$") or before:match("do%s*$") then
        found("statement removed", indent .. ";")
    end
end

-- All rewritings of one file, in the order of its lines.
local function file_rewrite(root, name, first, list)
    local path = "ref/src/" .. name
    local text = shell.read(root .. "/" .. path)
    if not text then
        error(("%s: listed in tools/strength/auto.lua and not there"):format(path), 0)
    end
    local lines, masks = lines_of(text), lines_of(masked(text))
    local before, place = "", nil
    for number, line in ipairs(lines) do
        local mask = masks[number]
        place = mask:match("^[%a][%w_ %*]-([%a_][%w_]*)%(") or place
        local function found(kind, new)
            if new ~= line then
                list[#list + 1] = { path = path, place = place, line = number, kind = kind, old = line, new = new, lines = lines, first = first }
            end
        end
        if not mask:match("^%s*#%s*[iue]") and not mask:match("assert%(") then
            tokens_rewrite(line, mask, found)
            constants_rewrite(line, mask, found)
            condition_negate(line, mask, found)
            statement_remove(line, mask, before, found)
        end
        if mask:match("%S") then
            before = mask
        end
    end
end

-- ---- Writing patches ---------------------------------------------------------------------------------------------------

local function trim(text)
    return text:match("^%s*(.-)%s*$")
end

local function diff_of(change)
    local from = math.max(1, change.line - CONTEXT)
    local to = math.min(#change.lines, change.line + CONTEXT)
    local out = { ("--- a/%s\n+++ b/%s\n@@ -%d,%d +%d,%d @@"):format(change.path, change.path, from, to - from + 1, from, to - from + 1) }
    for number = from, to do
        local line = change.lines[number]
        if number == change.line then
            out[#out + 1] = "-" .. line
            out[#out + 1] = "+" .. change.new
        else
            out[#out + 1] = " " .. line
        end
    end
    return table.concat(out, "\n") .. "\n"
end

-- `PATH: OLD => NEW :: reason`, one a line, or `PATH FUNCTION: …` where the same line stands in several: rewritings that
-- change nothing that anybody could see. `* => *` stands for all of a function.
function auto.equivalents(path)
    local known, number = {}, 0
    for line in (shell.read(path) or ""):gmatch("([^\n]*)\n") do
        number = number + 1
        if line:match("%S") and not line:match("^#") then
            local change, reason = line:match("^(%S+ ?[%w_]*: .- => .*) :: (%S.*)$")
            if not change then
                error(("%s:%d: `PATH[ FUNCTION]: OLD => NEW :: reason` expected"):format(path, number), 0)
            end
            known[change] = reason
        end
    end
    return known
end

local function reason_of(change, known)
    local what = (": %s => %s"):format(trim(change.old), trim(change.new))
    local place = change.place and ("%s %s"):format(change.path, change.place)
    return known[change.path .. what] or place and (known[place .. what] or known[place .. ": * => *"])
end

local function patch_text(change, reason)
    return ("summary: %s line %d in %s, %s: `%s` becomes `%s`\nclauses: *\nscenarios: %s\n%s\n%s"):format(change.path:match("[^/]+$"), change.line,
        change.place or "a table", change.kind, trim(change.old), trim(change.new), change.first, reason and "equivalent: " .. reason .. "\n" or "", diff_of(change))
end

-- Draws COUNT rewritings of what ROOT holds in files that WANTED(name) by SEED and writes them into FOLDER, which is emptied
-- first. Same seed, same source: same sample.
function auto.write(root, folder, seed, count, equivalents, wanted)
    local list = {}
    for _, file in ipairs(FILES) do
        if wanted(file[1]) then
            file_rewrite(root, file[1], file[2], list)
        end
    end
    math.randomseed(seed)
    for i = 1, math.min(count, #list) do
        local j = math.random(i, #list)
        list[i], list[j] = list[j], list[i]
    end
    local known = auto.equivalents(equivalents)
    shell.must { "rm", "-rf", folder }
    shell.must { "mkdir", "-p", folder }
    for i = 1, math.min(count, #list) do
        local change = list[i]
        local place = change.path:match("src/(.*)$"):gsub("[/%.]", "_")
        local name = ("auto_%03d_%s_%d"):format(i, place, change.line)
        shell.write(("%s/%s.patch"):format(folder, name), patch_text(change, reason_of(change, known)))
    end
    return #list
end

return auto
