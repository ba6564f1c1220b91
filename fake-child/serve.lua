-- What a good child answers to each operation. The chunk gives a function: (worker) -> answer(op, body).
local error, format, gmatch, ipairs, pairs, tostring, type =
    error, string.format, string.gmatch, ipairs, pairs, tostring, type
local byte, null, text, array, encode = string.byte, json.null, json.text, json.array, json.encode
local ult = math.ult

-- 64-bit unsigned integers: Lua's integers wrap as they do; only reading and writing differ. Above 2^53 - 1 a body holds
-- them as decimal strings.
local function unsigned(value)
    if type(value) ~= "string" then
        return value
    end
    local number = 0
    for digit in gmatch(value, "%d") do
        number = number * 10 + (byte(digit) - 48)
    end
    return number
end

local function decimal(number)
    if number >= 0 then
        return number
    end
    local tenth = (number >> 1) // 5
    return text(format("%d%d", tenth, number - tenth * 10))
end

-- The further operations: one JSON argument, one JSON result. What they answer with.
local further = {
    elaborate = "elaboration",
    kernel_check = "kernel_check",
    declaration_kinds = "strings",
    declaration_names = "strings",
    infer_type = "meta_expr",
    whnf = "meta_expr",
    is_def_eq = "meta_bool",
    describe = "declaration",
    search_declarations = "declaration_search",
    declaration_type = "declaration_type",
    inspect_declaration = "declaration_inspection",
    attempt_proof = "proof_attempt",
    verify_declaration = "declaration_verification",
    verify_declaration_batch = "declaration_verification_batch",
    list_declarations_strings = "rows_complete",
    describe_bulk = "declaration_bulk",
    process_module_query = "process_module_query",
    process_module_query_batch = "process_module_query_batch",
    clear_module_snapshot_cache = "module_snapshot_cache_cleared",
}

local import_stats = {
    direct_import_names = array { "Init" },
    import_level = "private",
    import_all = false,
    load_exts = true,
    effective_module_count = 1,
    compacted_region_count = 1,
    memory_mapped_region_count = 1,
    compacted_region_bytes = 4096,
    memory_mapped_region_bytes = 4096,
    non_memory_mapped_region_bytes = 0,
    imported_bytes = 4096,
    imported_constant_count = 10,
    extension_count = 2,
    total_imported_extension_entries = 20,
}

return function(worker)
    local session = false
    local answers = {}

    -- A row of the test emitters, its fields in the order of CHILD-05.
    local function test_row(stream, index)
        worker:row(stream, text(format('{"stream":%s,"index":%d}', encode(stream), index)))
    end

    function answers.health()
        worker:answer("health_ok")
    end

    function answers.load_fixture_capability()
        worker:answer("capability_loaded")
    end

    function answers.call_fixture_mul(body)
        worker:answer("u64", { value = decimal(unsigned(body.lhs) * unsigned(body.rhs)) })
    end

    function answers.trigger_lean_panic()
        worker:abort()
    end

    function answers.open_host_session(body)
        session = true
        local stats = {}
        for key, value in pairs(import_stats) do
            stats[key] = value
        end
        if type(body.imports) == "table" and #body.imports > 0 then
            stats.direct_import_names = body.imports
        end
        worker:answer("host_session_opened", { import_stats = stats })
    end

    function answers.emit_test_rows(body)
        for index, stream in ipairs(body.streams) do
            test_row(stream, index - 1)
        end
        worker:rows_complete()
    end

    function answers.emit_test_rows_then_exit()
        test_row("rows", 0)
        worker:exit(0)
    end

    function answers.emit_test_rows_then_panic()
        test_row("rows", 0)
        worker:abort()
    end

    -- What needs a session

    local in_session = {}

    function in_session.run_data_stream(body)
        worker:row("rows", { ordinal = 0 })
        if body.progress == true then
            worker:progress("rows", 1, 2)
        end
        worker:row("rows", { ordinal = 1 })
        worker:stream_complete()
    end

    function in_session.json_command(body)
        worker:answer("json_command", { response_json = body.request_json })
    end

    function in_session.capability_metadata(body)
        worker:answer("capability_metadata", { metadata = {
            commands = array { { name = body.export, version = "1" } },
            capabilities = array {},
            lean_version = null,
            extra = null,
        } })
    end

    function in_session.capability_doctor()
        worker:answer("capability_doctor", { report = {
            diagnostics = array {
                { severity = "pass", code = "fake_child.ready", message = "the fake child serves", details = null },
            },
            metadata = null,
        } })
    end

    function in_session.list_declarations_strings()
        worker:row("rows", "Nat.add")
        worker:row("rows", "Nat.mul")
        worker:rows_complete()
    end

    for op, status in pairs(further) do
        if status == "strings" then
            in_session[op] = function()
                worker:answer(status, { values = array { "Nat.add", "Nat.mul" } })
            end
        elseif op == "describe_bulk" then
            in_session[op] = function()
                worker:answer(status, { rows = array {} })
            end
        elseif op == "is_def_eq" then
            in_session[op] = function()
                worker:answer(status, { result = true })
            end
        elseif not in_session[op] then
            in_session[op] = function(body)
                worker:answer(status, { result = { op = op, request = body.request == nil and null or body.request } })
            end
        end
    end

    return function(op, body)
        if answers[op] then
            answers[op](body)
        elseif not in_session[op] then
            worker:error("lean_rs.worker.protocol.unknown_operation", "the operation " .. op .. " is not known")
        elseif worker.strict and not session then
            worker:error("lean_rs.worker.session_missing", op .. " needs an open session")
        else
            in_session[op](body)
        end
    end
end
