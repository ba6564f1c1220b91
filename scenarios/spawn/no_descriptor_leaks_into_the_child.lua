return scenario {
  summary = "a child starts with three pipes and no other descriptor of its parent",
  clauses = { "SPAWN-02", "SPAWN-01" },
  profile = "supervisor",
  defects = { 23 },

  drive = function(sup)
    local second = sup:worker("b")
    second:spawn {}:ok()
    sup:cycle():ok()
    for _, child in ipairs { sup:child(0), sup:child(1), second:child(0) } do
      for _, descriptor in ipairs(child.fds) do
        check.truth(descriptor.fd <= 2, "descriptor " .. descriptor.fd .. " (" .. tostring(descriptor.target) .. ") is not the child's")
        -- a pair of local sockets does as well: it is what libuv gives a child
        check.truth(tostring(descriptor.target):match("^pipe:") or tostring(descriptor.target):match("^socket:"),
          "descriptor " .. descriptor.fd .. " (" .. tostring(descriptor.target) .. ") is a pipe", "SPAWN-01")
      end
      check.equal(#child.fds, 3, "SPAWN-01")
    end
  end,
}
