return scenario {
  summary = "spawn of a program that does not exist is an error of kind spawn with executable and system_error",
  clauses = { "SPAWN-03" },
  profile = "supervisor",
  spawn = false,
  drive = function(sup)
    local e = sup:spawn { executable = "/nonexistent/childproof-check" }:expect_error("spawn")
    check.truth(e.executable == "/nonexistent/childproof-check", "the error has `executable`, the path that was tried")
    check.truth(type(e.system_error) == "string", "the error has `system_error`, the system's text")
    check.truth(type(e.message) == "string", "every error has `message`, a text for people")
    sup:expect_spawned(0)
  end,
}
