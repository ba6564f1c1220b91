-- compile.lua SYMBOL INPUT OUTPUT: compiles a Lua file of ours and writes the chunk as a C array with its size, so that a child,
-- which is started anew for each process of each scenario, does not compile it each time. Positions stay in it.
local symbol, input, output = arg[1], arg[2], arg[3]
local source = assert(io.open(input, "rb")):read("a")
local chunk = string.dump(assert(load(source, "=prelude", "t")))
local out = assert(io.open(output, "wb"))
out:write("#include <stddef.h>\nextern const unsigned char ", symbol, "[];\nextern const size_t ", symbol, "_size;\n")
out:write("const size_t ", symbol, "_size = ", #chunk, ";\nconst unsigned char ", symbol, "[] = {\n")
for start = 1, #chunk, 24 do
    out:write("    ", table.concat({ chunk:byte(start, math.min(start + 23, #chunk)) }, ","), ",\n")
end
out:write("};\n")
out:close()
