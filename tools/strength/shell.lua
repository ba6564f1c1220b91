-- Files and commands: the little of a shell that Lua lacks.
local shell = {}

-- A word that a POSIX shell takes as it is.
function shell.quote(word)
    return "'" .. tostring(word):gsub("'", "'\\''") .. "'"
end

function shell.join(words)
    local quoted = {}
    for i, word in ipairs(words) do
        quoted[i] = shell.quote(word)
    end
    return table.concat(quoted, " ")
end

-- Runs WORDS with both outputs in the file LOG. Returns its exit status; 128 + the signal's number where one ended it.
function shell.run(words, log)
    local command = shell.join(words) .. " </dev/null >" .. shell.quote(log or "/dev/null") .. " 2>&1"
    local _, how, number = os.execute(command)
    return how == "exit" and number or 128 + number
end

-- The same where nothing may go wrong.
function shell.must(words, log)
    local status = shell.run(words, log)
    if status ~= 0 then
        error(("`%s` failed with status %d%s"):format(table.concat(words, " "), status,
            log and "; see " .. log or ""), 0)
    end
end

-- The lines that WORDS print.
function shell.lines(words)
    local pipe = assert(io.popen(shell.join(words) .. " </dev/null", "r"))
    local lines = {}
    for line in pipe:lines() do
        lines[#lines + 1] = line
    end
    local good = pipe:close()
    return lines, good and true or false
end

function shell.read(path)
    local file, why = io.open(path, "rb")
    if not file then
        return nil, why
    end
    local text = file:read("a")
    file:close()
    return text
end

-- Writes beside PATH first: whoever looks finds the whole of it or nothing.
function shell.write(path, text)
    local file = assert(io.open(path .. ".new", "wb"))
    assert(file:write(text))
    assert(file:close())
    assert(os.rename(path .. ".new", path))
end

function shell.exists(path)
    local file = io.open(path, "rb")
    if file then
        file:close()
    end
    return file ~= nil
end

return shell
