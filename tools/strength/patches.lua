-- The defects: a patch each, with a head that says what it is and who must find it.
--
--   summary: one line
--   clauses: FIX-02 TIMEOUT-01         any one of them must be reported
--   scenarios: timeout/zero stream/*   those that can catch it, looked at first
--   undoes: FIX-02                     optional: the requirement that the defect breaks
--   defects: 26                        optional: numbers of the catalogue of shipped defects
--   equivalent: why                    optional: nobody could see a difference; it is not tried
--
-- and then a unified diff whose paths begin with a/ref/ and b/ref/.
local shell = require("shell")

local patches = {}

local KEYS = { summary = true, clauses = true, scenarios = true, undoes = true, defects = true, equivalent = true }

local function words(text)
    local list = {}
    for word in (text or ""):gmatch("%S+") do
        list[#list + 1] = word
    end
    return list
end

-- Reads one; a head that is wrong is an error with file and line.
function patches.read(path)
    local text = assert(shell.read(path))
    local head = {}
    local number = 0
    for line in text:gmatch("([^\n]*)\n") do
        number = number + 1
        if line:match("^%-%-%- ") then
            break
        end
        local key, value = line:match("^(%a+): *(.-)%s*$")
        if key and not KEYS[key] then
            error(("%s:%d: unknown key `%s`"):format(path, number, key), 0)
        end
        if key then
            head[key] = value
        elseif line:match("%S") then
            error(("%s:%d: `key: value` expected before the diff"):format(path, number), 0)
        end
    end
    for _, key in ipairs { "summary", "clauses", "scenarios" } do
        if not head[key] or head[key] == "" then
            error(("%s: the head lacks `%s:`"):format(path, key), 0)
        end
    end
    local files = {}
    for file in text:gmatch("\n%+%+%+ b/(%S+)") do
        files[#files + 1] = file
        if not file:match("^ref/") then
            error(("%s: %s is outside of ref/"):format(path, file), 0)
        end
    end
    if #files == 0 then
        error(path .. ": there is no diff in it", 0)
    end
    return {
        name = path:match("([^/]+)%.patch$"),
        path = path,
        summary = head.summary,
        clauses = words(head.clauses),
        scenarios = words(head.scenarios),
        undoes = words(head.undoes),
        defects = words(head.defects),
        equivalent = head.equivalent,
        files = files,
    }
end

-- All of a folder, by name.
function patches.list(folder)
    local list = {}
    for _, path in ipairs((shell.lines { "find", folder, "-name", "*.patch" })) do
        list[#list + 1] = patches.read(path)
    end
    table.sort(list, function(a, b) return a.name < b.name end)
    return list
end

-- `*` stands for anything, as in `childproof run`.
function patches.matches(name, glob)
    local pattern = glob:gsub("[%^%$%(%)%%%.%[%]%+%-]", "%%%0"):gsub("%*", ".*"):gsub("%?", ".")
    return name:match("^" .. pattern .. "$") ~= nil
end

return patches
