-- The reference in copies that may be broken: one that stays as it is, one for each job.
local shell = require("shell")

local tree = {}

-- What ref-adapter is built from is copied; the rest of the project is only looked at by CMake.
local COPIED = { "ref", "cmake", "CMakeLists.txt" }
local LINKED = { "conformance", "fake-child", "scenarios", "tools", "LICENSE" }

-- Copies what PROJECT holds now, so that edits during a run change nothing in it.
function tree.take(project, work)
    local pristine = work .. "/pristine"
    shell.must { "rm", "-rf", pristine, work .. "/scenarios" }
    shell.must { "mkdir", "-p", pristine, work .. "/bin", work .. "/results" }
    for _, name in ipairs(COPIED) do
        shell.must { "cp", "-a", project .. "/" .. name, pristine .. "/" }
    end
    shell.must { "cp", "-a", project .. "/scenarios", work .. "/scenarios" }
    for _, name in ipairs(LINKED) do
        shell.must { "ln", "-s", project .. "/" .. name, pristine .. "/" .. name }
    end
end

-- Makes TO the same as FROM. A file that differs gets a new time stamp, whatever it was before: ninja goes by that.
local function mirror(from, to)
    local kept = {}
    for _, path in ipairs((shell.lines { "find", from, "-type", "f" })) do
        local copy = to .. path:sub(#from + 1)
        kept[copy] = true
        if shell.read(copy) ~= shell.read(path) then
            shell.must { "mkdir", "-p", copy:match("^(.*)/") }
            shell.must { "cp", path, copy }
        end
    end
    for _, path in ipairs((shell.lines { "find", to, "-type", "f" })) do
        if not kept[path] then
            shell.must { "rm", path }
        end
    end
    for _, path in ipairs((shell.lines { "find", from, "-type", "l" })) do
        shell.must { "cp", "-PfT", path, to .. path:sub(#from + 1) }
    end
end

local function build(slot, log)
    return shell.run({ "nice", "ninja", "-C", slot .. "/build", "ref-adapter" }, log)
end

-- A place to build one defect after the other: only what a patch touches is compiled again. Nothing of a defect is
-- warned about, and no debug information is made: two builds of the same code are the same bytes.
function tree.slot_open(work, number)
    local slot = ("%s/slot-%d"):format(work, number)
    shell.must { "mkdir", "-p", slot .. "/tree" }
    if shell.exists(slot .. "/built/build.ninja") then -- a run that was cut short may have left a defect's objects
        shell.must { "rm", "-rf", slot .. "/build" }
        shell.must { "cp", "-a", slot .. "/built", slot .. "/build" }
    end
    mirror(work .. "/pristine", slot .. "/tree")
    if not shell.exists(slot .. "/build/build.ninja") then
        shell.must({ "cmake", "-S", slot .. "/tree", "-B", slot .. "/build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=None",
            "-DCMAKE_C_FLAGS=-O1 -w", "-DCHILDPROOF_TESTS=OFF" }, slot .. "/configure.log")
    end
    if build(slot, slot .. "/build.log") ~= 0 then
        error("the reference itself does not build; see " .. slot .. "/build.log", 0)
    end
    shell.must { "rm", "-rf", slot .. "/built" }
    shell.must { "cp", "-a", slot .. "/build", slot .. "/built" }
    return slot
end

local function adapter_copy(slot, to)
    shell.must { "rm", "-f", to }
    shell.must { "cp", slot .. "/build/bin/ref-adapter", to }
end

-- The unpatched adapter of SLOT.
function tree.adapter(slot, to)
    adapter_copy(slot, to)
    return to
end

-- Undoes what a patch did to SLOT: sources and objects get their old bytes and their old times, so that nothing of the
-- reference is compiled again.
local function restore(work, slot, files)
    for _, file in ipairs(files) do
        shell.must { "cp", "-p", work .. "/pristine/" .. file, slot .. "/tree/" .. file }
    end
    shell.must { "rm", "-rf", slot .. "/build" }
    shell.must { "cp", "-a", slot .. "/built", slot .. "/build" }
end

-- Builds the adapter with PATCH in it, as the file TO. Returns nil, or "does not apply" or "does not build" and a log.
function tree.build_patched(work, slot, patch, to)
    local log = ("%s/results/%s.log"):format(work, patch.name)
    local applied = shell.run({ "patch", "--batch", "--forward", "--fuzz=2", "--no-backup-if-mismatch", "--reject-file=-", "-p1",
        "-d", slot .. "/tree", "-i", patch.path }, log)
    local trouble = applied ~= 0 and "does not apply" or build(slot, log) ~= 0 and "does not build" or nil
    if not trouble then
        adapter_copy(slot, to)
    end
    restore(work, slot, patch.files)
    return trouble, log
end

return tree
