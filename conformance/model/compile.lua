-- compile.lua FOLDER OUTPUT: writes the model of FOLDER as constant C tables.
local folder, output = arg[1], arg[2]
local model = dofile(folder .. "/load.lua")
local loaded = model.load(folder .. "/")

local out = {}
local function line(format, ...)
    out[#out + 1] = select("#", ...) > 0 and string.format(format, ...) or format
end

local function quoted(text)
    return '"' .. (text or ""):gsub('[%c"\\?]', function(c)
        if c == '"' or c == "\\" or c == "?" then return "\\" .. c end
        return string.format("\\%03o", c:byte())
    end) .. '"'
end

local function flag(value)
    return value and "true" or "false"
end

local function bits(prefix, list)
    local names = {}
    for _, word in ipairs(list or {}) do names[#names + 1] = prefix .. word:upper() end
    return #names > 0 and table.concat(names, " | ") or "0"
end

local function state_bits(list)
    local names = {}
    for _, state in ipairs(list) do names[#names + 1] = string.format("UINT32_C(1) << %d", loaded.states[state]) end
    return table.concat(names, " | ")
end

local function transition_bits(list)
    local names = {}
    for _, id in ipairs(list) do names[#names + 1] = string.format("UINT64_C(1) << %d", loaded.transitions[id]) end
    return #names > 0 and table.concat(names, " | ") or "0"
end

local function number(value, otherwise)
    return value and string.format("UINT64_C(%d)", value) or otherwise
end

local function array(type, name, list, write)
    line("const struct %s %s[] = {", type, name)
    for _, entry in ipairs(list) do line("    {%s},", table.concat(write(entry), ", ")) end
    line("};")
    line("const size_t %s_count = sizeof %s / sizeof %s[0];\n", name, name, name)
end

line("/* Written by conformance/model/compile.lua from the tables beside it. */")
line('#include "oracle/model_tables.h"\n')
line("const char model_table_revision[] = %s;\n", quoted(loaded.revision))

array("model_clause", "model_table_clauses", loaded.clauses, function(c)
    return { quoted(c.id), "MODEL_LEVEL_" .. c.level, quoted(c.profile), quoted(c.area), quoted(c.text), quoted(c.why), quoted(c.related),
        bits("MODEL_CHECK_", c.checked), quoted(c.untested), quoted(c.partly), flag(c.reserved) }
end)
array("model_state", "model_table_states", loaded.states, function(s)
    return { quoted(s.name), quoted(s.summary), flag(s.settled) }
end)
array("model_transition", "model_table_transitions", loaded.transitions, function(t)
    return { quoted(t.id), tostring(loaded.states[t.from]), quoted(t.event), quoted(t.guard), tostring(loaded.states[t.to]), quoted(t.clause),
        bits("MODEL_VERB_", t.during), bits("MODEL_EVIDENCE_", t.evidence), quoted(t.unseen) }
end)
array("model_answer", "model_table_answers", loaded.answers, function(a)
    return { bits("MODEL_VERB_", { a.call }), state_bits(a.before), quoted(a.outcome), state_bits(a.after), bits("MODEL_EVIDENCE_", a.evidence),
        quoted(a.clause), transition_bits(a.proves or {}) }
end)
array("model_timed_rule", "model_table_timed_rules", loaded.timed, function(r)
    return { quoted(r.name), quoted(r.from), quoted(r.to), quoted(r.not_before), quoted(r.not_after), quoted(r.clause) }
end)
array("model_counter", "model_table_counters", loaded.counters, function(c)
    return { quoted(c.name), quoted(c.grows), quoted(c.clause) }
end)
array("model_option", "model_table_options", loaded.options, function(o)
    return { quoted(o.name), quoted(o.summary), flag(o.default), number(o.default, "0"), number(o.floor, "0"),
        number(o.ceiling, "UINT64_MAX") }
end)
array("model_error_kind", "model_table_error_kinds", loaded.errors, function(k)
    return { quoted(k.name), quoted(k.fields), quoted(k.required), quoted(k.meaning), quoted(k.profile) }
end)
array("model_operation", "model_table_operations", loaded.operations, function(o)
    return { quoted(o.op), quoted(o.body), quoted(o.status), quoted(o.result), quoted(o.error_name), flag(o.import_like), flag(o.streams),
        flag(o.absorbs_abort) }
end)

local file = assert(io.open(output, "w"))
file:write(table.concat(out, "\n"))
assert(file:close())
