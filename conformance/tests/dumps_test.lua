-- The worked byte dumps of SPEC.md are what real peers write, byte for byte: the fake child's frames and those of a supervisor behind an
-- adapter. usage: dumps_test.lua SPEC FAKE_CHILD ADAPTER
local spec, fake_child, adapter = arg[1], arg[2], arg[3]

local function read(path)
    local file = assert(io.open(path, "rb"))
    local text = file:read("a")
    file:close()
    return text
end

local function write(path, text)
    local file = assert(io.open(path, "wb"))
    file:write(text)
    assert(file:close())
end

local function run(command)
    local pipe = assert(io.popen(command, "r"))
    local text = pipe:read("a")
    pipe:close()
    return text
end

local function same(what, happened, expected)
    if happened == expected then return end
    io.stderr:write(string.format("FAIL %s\nexpected %q\nhappened %q\n", what, expected, happened))
    os.exit(1)
end

local frames = {}
local part = read(spec):match("<!%-%- generated: dumps %-%->(.-)<!%-%- end %-%->")
for block in part:gmatch("```\n(.-)\n```") do
    local bytes = {}
    for line in block:gmatch("[^\n]+") do
        for pair in line:sub(7, 54):gmatch("%x%x") do bytes[#bytes + 1] = string.char(tonumber(pair, 16)) end
    end
    frames[#frames + 1] = table.concat(bytes)
end
same("number of dumps", #frames, 5)
local handshake, configure, health, answer, row = table.unpack(frames)
for index, frame in ipairs(frames) do same("length of dump " .. index, #frame - 4, (string.unpack(">I4", frame))) end

local folder = run("mktemp -d"):match("[^\n]+")
local function done(...)
    os.execute("rm -rf '" .. folder .. "'")
    return ...
end

-- the child
write(folder .. "/child.lua", [[
return scenario {
  summary = "the dumps of SPEC.md", clauses = { "WIRE-01" }, profile = "stream",
  child = function(worker)
    worker:handshake { version = "demo/1" }
    worker:expect("health")
    worker:answer("health_ok")
    worker:row("rows", json.text('{ "b" : 1.50, "a" : null }'))
  end,
  drive = function() end,
}
]])
write(folder .. "/parent", configure .. health)
local said = run(string.format("'%s' --script '%s/child.lua' <'%s/parent'", fake_child, folder, folder))

-- the parent: a child of shell keeps what it is sent
write(folder .. "/handshake", handshake)
write(folder .. "/answer", answer)
write(folder .. "/child", string.format(
    "#!/bin/sh\ncat '%s/handshake'\nhead -c %d >'%s/received'\ncat '%s/answer'\nexec cat >/dev/null\n",
    folder, #configure + #health, folder, folder))
os.execute("chmod +x '" .. folder .. "/child'")
-- each call is made when the one before it has been answered
write(folder .. "/calls", [[
adapter=$1 folder=$2
mkfifo "$folder/in" "$folder/out"
"$adapter" <"$folder/in" >"$folder/out" 2>/dev/null &
exec 3>"$folder/in" 4<"$folder/out"
call() {
    echo "$1" >&3
    read -r answer <&4 && echo "$answer"
}
call '{"id":1,"do":"hello","protocol":1}'
call '{"id":2,"do":"spawn","worker":"a","config":{"executable":"'"$folder"'/child","request_timeout_ms":20000,"shutdown_timeout_ms":100}}'
call '{"id":3,"do":"health","worker":"a"}'
exec 3>&-
wait
]])
local answers = run(string.format("sh '%s/calls' '%s' '%s'", folder, adapter, folder))
local file = io.open(folder .. "/received", "rb")
local received = file and file:read("a") or ""
if file then file:close() end
done()

same("what the fake child says", said, handshake .. answer .. row)
same("what the supervisor says", received, configure .. health)
same("the supervisor's answer to health", answers:match('{"id":3[^\n]*'), '{"id":3,"ok":{}}')
print("ok")
