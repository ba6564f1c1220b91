-- JSON for reports: what `childproof` writes can be read, what this tool writes can be read by others.
local json = {}

-- Stands for null where a key has to be seen.
json.null = setmetatable({}, { __tostring = function() return "null" end })

local ESCAPES = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

local function fail(text, at, why)
    error(("not JSON at byte %d: %s near `%s`"):format(at, why, text:sub(at, at + 20)), 0)
end

-- The character of the escape at AT, and where it ends: two escapes make one character where they are a pair of
-- surrogates, and half a pair is none.
local function character_at(text, at)
    local code = tonumber(text:sub(at + 2, at + 5), 16) or fail(text, at, "an escape without four digits")
    if code < 0xD800 or code > 0xDFFF then
        return utf8.char(code), at + 6
    end
    local low = tonumber(text:match("^\\u(%x%x%x%x)", at + 6) or "0", 16)
    if code <= 0xDBFF and low >= 0xDC00 and low <= 0xDFFF then
        return utf8.char(0x10000 + (code - 0xD800) * 0x400 + (low - 0xDC00)), at + 12
    end
    return utf8.char(0xFFFD), at + 6
end

local function string_at(text, at)
    local pieces = {}
    local from = at + 1
    while true do
        local to = text:find('["\\]', from)
        if not to then
            fail(text, at, "a string without its end")
        end
        pieces[#pieces + 1] = text:sub(from, to - 1)
        if text:sub(to, to) == '"' then
            return table.concat(pieces), to + 1
        end
        local kind = text:sub(to + 1, to + 1)
        if kind == "u" then
            pieces[#pieces + 1], from = character_at(text, to)
        else
            pieces[#pieces + 1] = ESCAPES[kind] or kind
            from = to + 2
        end
    end
end

local value_at

local function array_at(text, at)
    local array = {}
    at = text:find("%S", at + 1)
    if text:sub(at, at) == "]" then
        return array, at + 1
    end
    while true do
        array[#array + 1], at = value_at(text, at)
        at = text:find("%S", at)
        local mark = text:sub(at, at)
        if mark == "]" then
            return array, at + 1
        end
        if mark ~= "," then
            fail(text, at, "`,` or `]` expected")
        end
        at = at + 1
    end
end

local function object_at(text, at)
    local object = {}
    at = text:find("%S", at + 1)
    if text:sub(at, at) == "}" then
        return object, at + 1
    end
    while true do
        local key
        at = text:find("%S", at)
        key, at = string_at(text, at)
        at = text:find(":", at, true) + 1
        object[key], at = value_at(text, at)
        at = text:find("%S", at)
        local mark = text:sub(at, at)
        if mark == "}" then
            return object, at + 1
        end
        if mark ~= "," then
            fail(text, at, "`,` or `}` expected")
        end
        at = at + 1
    end
end

function value_at(text, at)
    at = text:find("%S", at) or fail(text, #text, "a value expected")
    local byte = text:sub(at, at)
    if byte == "{" then
        return object_at(text, at)
    elseif byte == "[" then
        return array_at(text, at)
    elseif byte == '"' then
        return string_at(text, at)
    end
    local word = text:match("^[%w%.%+%-]+", at) or fail(text, at, "a value expected")
    local literals = { ["true"] = true, ["false"] = false, null = json.null }
    local value = literals[word]
    if value == nil then
        value = tonumber(word) or fail(text, at, "a value expected")
    end
    return value, at + #word
end

function json.decode(text)
    return (value_at(text, 1))
end

local function put(out, value, indent)
    local deeper = indent .. "  "
    if type(value) == "string" then
        out[#out + 1] = '"' .. value:gsub('[%c"\\]', function(byte)
            return byte == "\n" and "\\n" or byte:match('["\\]') and "\\" .. byte or ("\\u%04x"):format(byte:byte())
        end) .. '"'
    elseif type(value) ~= "table" or value == json.null then
        out[#out + 1] = tostring(value)
    elseif #value > 0 or next(value) == nil then
        out[#out + 1] = "["
        for i, element in ipairs(value) do
            out[#out + 1] = (i > 1 and "," or "") .. "\n" .. deeper
            put(out, element, deeper)
        end
        out[#out + 1] = (#value > 0 and "\n" .. indent or "") .. "]"
    else
        local keys = {}
        for key in pairs(value) do
            keys[#keys + 1] = key
        end
        table.sort(keys)
        out[#out + 1] = "{"
        for i, key in ipairs(keys) do
            out[#out + 1] = ('%s\n%s"%s": '):format(i > 1 and "," or "", deeper, key)
            put(out, value[key], deeper)
        end
        out[#out + 1] = "\n" .. indent .. "}"
    end
end

-- Keys in order, so that two reports can be compared. An empty table is an array.
function json.encode(value)
    local out = {}
    put(out, value, "")
    return table.concat(out) .. "\n"
end

return json
