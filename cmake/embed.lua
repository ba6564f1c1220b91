-- embed.lua SYMBOL INPUT OUTPUT: writes INPUT's text as a C array, ended by NUL.
local symbol, input, output = arg[1], arg[2], arg[3]
local text = assert(io.open(input, "rb")):read("a")
local out = assert(io.open(output, "wb"))
out:write("extern const char ", symbol, "[];\nconst char ", symbol, "[] = {\n")
for start = 1, #text, 24 do
    local bytes = {}
    for _, byte in ipairs { text:byte(start, math.min(start + 23, #text)) } do
        bytes[#bytes + 1] = byte < 128 and tostring(byte) or ("(char)" .. byte)
    end
    out:write("    ", table.concat(bytes, ","), ",\n")
end
out:write("    0};\n")
out:close()
