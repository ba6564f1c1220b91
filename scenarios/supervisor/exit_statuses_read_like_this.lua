local endings = {
  { code = 1, status = "^exit status: 1$" },
  { code = 255, status = "^exit status: 255$" },
  { signal = 9, name = "KILL", status = "^signal: 9 %(SIGKILL%)$" },
  { signal = 15, name = "TERM", status = "^signal: 15 %(SIGTERM%)$" },
  { signal = 11, name = "SEGV", status = "^signal: 11 %(SIGSEGV%)" },
  { signal = 7, name = "BUS", status = "^signal: 7 %(SIGBUS%)" },
  { signal = 10, name = "USR1", status = "^signal: 10 %(SIGUSR1%)$" },
  { signal = 24, name = "XCPU", status = "^signal: 24 %(SIGXCPU%)" },
  { signal = 31, name = "SYS", status = "^signal: 31 %(SIGSYS%)" },
  { signal = 13, name = "PIPE", status = "^signal: 13 %(SIGPIPE%)$" },
}

return scenario {
  summary = "an exit tells code or signal, never both, and reads as exit status or signal with its name",
  clauses = { "EXIT-01" },
  profile = "supervisor",
  timeout_ms = 20000,
  config = { restart_limit = { max = 50, window_ms = 60000 } },

  child = function(worker)
    worker:handshake()
    local ending = endings[worker.generation + 1]
    if not ending then
      worker:serve()
      return
    end
    worker:expect("health")
    if ending.code then
      worker:exit(ending.code)
    end
    worker:kill(ending.name)
  end,

  drive = function(sup)
    for _, ending in ipairs(endings) do
      local exit = sup:health {}:expect_error("child_panic_or_abort").exit
      check.equal(exit.success, false)
      check.match(exit.status, ending.status)
      if ending.code then
        check.equal(exit.code, ending.code)
        check.truth(exit.signal == nil or exit.signal == json.null, "an exit by status has no signal")
      else
        check.equal(exit.signal, ending.signal)
        check.truth(exit.code == nil or exit.code == json.null, "an exit by signal has no code")
      end
      sup:cycle():ok()
    end
    sup:health {}:ok()
  end,
}
