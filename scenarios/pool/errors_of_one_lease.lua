return scenario {
  summary = "an error that the child answers to one lease is nothing to the other lease on its worker",
  clauses = { "LEASE-05" },
  profile = "pool",
  spawn = false,

  child = function(worker)
    worker:handshake()
    worker:serve { on = { json_command = function(child, body)
      local request = json.decode(body.request_json)
      if request.refuse then
        child:error("app.refused", "refused")
      elseif request.wrong then
        child:answer("health_ok", {})
      else
        child:answer("json_command", { response_json = '{"other":1}' })
      end
    end } }
  end,

  drive = function(sup)
    local pool = sup:pool { max_workers = 1 }
    local one = pool:lease("A")
    local two = pool:lease("A")
    one:json_command { request = { refuse = true } }:expect_error("worker")
    two:json_command { request = {} }:ok()
    one:json_command { request = { wrong = true } }:expect_error("protocol")
    two:json_command { request = {} }:ok()
    one:json_command { request = {}, typed = true }:expect_error("typed_command_response_decode")
    two:json_command { request = {} }:ok()
    one:expect_valid()
    two:expect_valid()
    pool:expect_spawned(1)
  end,
}
