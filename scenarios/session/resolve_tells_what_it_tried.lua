-- The last folder of a path and its file, in whatever spelling it leads there.
local function ending(path)
  local parts = {}
  for part in tostring(path):gmatch("[^/]+") do
    if part == ".." then
      parts[#parts] = nil
    elseif part ~= "." then
      parts[#parts + 1] = part
    end
  end
  return tostring(parts[#parts - 1]) .. "/" .. tostring(parts[#parts])
end

return scenario {
  summary = "where nothing is found the error names the paths that were tried, in their order",
  clauses = { "CHILD-01" },
  profile = "session",

  drive = function(sup)
    local folder = sup:executable():match("^(.*)/[^/]*$")
    local above, own = folder:match("([^/]*)/([^/]*)$")
    sup:health():ok()
    local e = sup:resolve_child { name = "nobody", executable_dir = folder }:expect_error("worker_child_unresolved")
    check.equal(#e.tried, 2)
    check.equal(ending(e.tried[1]), own .. "/nobody")
    check.equal(ending(e.tried[2]), above .. "/nobody")
    e = sup:resolve_child { name = "nobody", explicit = folder .. "/explicit", executable_dir = folder }
      :expect_error("worker_child_unresolved")
    check.equal(ending(e.tried[1]), own .. "/explicit")
    check.equal(#e.tried, 3)
  end,
}
