-- Operations: shape of the request, the terminal status that is expected and its shape, the name in errors.
-- S is a string, uN an unsigned integer of N bits, any a JSON value; T|null may be null or left out. A `further` operation has
-- the body "request":any,"progress":bool, the result "result":any unless it says otherwise, and is named worker_OP in errors.
local mode = [=[{"kind":"capability","package":S,"lib_name":S,"manifest_path":S|null} | {"kind":"shims_only"}]=]
local profile = [=["exported-public" | "server" | "private" (default) | "full-private-compat"]=]
local named = [=["metadata":{"commands":[{"name":S,"version":S}],"capabilities":[{"name":S,"version":S}],"lean_version":S|null,"extra":any|null}]=]
local doctor = [=["report":{"diagnostics":[{"severity":"pass"|"warning"|"error","code":S,"message":S,"details":any|null}],"metadata":any|null}]=]
local summary = [=["summary":{"total_rows":u64,"per_stream_counts":{S:u64},"elapsed_micros":u64,"metadata":any|null}]=]

return {
    { op = "health", body = "", status = "health_ok", result = "", error_name = "health" },
    { op = "terminate", body = "", status = "terminating", result = "", error_name = "shutdown" },
    { op = "open_host_session", body = [=["project_root":S,"mode":M,"imports":[S],"import_profile":P]=], status = "host_session_opened", result = [=["import_stats":I]=], error_name = "open_worker_session", import_like = true,
      notes = { M = mode, P = profile } },
    { op = "load_fixture_capability", body = [=["manifest_path":S]=], status = "capability_loaded", result = "", error_name = "load_fixture_capability", import_like = true },
    { op = "call_fixture_mul", body = [=["manifest_path":S,"lhs":u64,"rhs":u64]=], status = "u64", result = [=["value":u64]=], error_name = "call_fixture_mul", import_like = true },
    { op = "trigger_lean_panic", body = [=["manifest_path":S]=], status = "", result = "", error_name = "trigger_lean_panic", import_like = true },
    { op = "run_data_stream", body = [=["export":S,"request_json":S,"progress":bool]=], status = "stream_complete", result = summary, error_name = "worker_run_data_stream", streams = true },
    { op = "json_command", body = [=["export":S,"request_json":S]=], status = "json_command", result = [=["response_json":S]=], error_name = "worker_json_command" },
    { op = "capability_metadata", body = [=["export":S,"request_json":S]=], status = "capability_metadata", result = named, error_name = "worker_capability_metadata" },
    { op = "capability_doctor", body = [=["export":S,"request_json":S]=], status = "capability_doctor", result = doctor, error_name = "worker_capability_doctor" },
    { op = "emit_test_rows", body = [=["streams":[S]]=], status = "rows_complete", result = [=["count":u64]=], error_name = "emit_test_rows", streams = true },
    { op = "emit_test_rows_then_exit", body = "", status = "rows_complete", result = [=["count":u64]=], error_name = "emit_test_rows_then_exit", streams = true },
    { op = "emit_test_rows_then_panic", body = "", status = "rows_complete", result = [=["count":u64]=], error_name = "emit_test_rows_then_panic", streams = true },
    { op = "elaborate", status = "elaboration", further = true },
    { op = "kernel_check", status = "kernel_check", further = true },
    { op = "declaration_kinds", status = "strings", further = true, result = [=["values":[S]]=] },
    { op = "declaration_names", status = "strings", further = true, result = [=["values":[S]]=] },
    { op = "infer_type", status = "meta_expr", further = true },
    { op = "whnf", status = "meta_expr", further = true },
    { op = "is_def_eq", status = "meta_bool", further = true },
    { op = "describe", status = "declaration", further = true },
    { op = "search_declarations", status = "declaration_search", further = true },
    { op = "declaration_type", status = "declaration_type", further = true },
    { op = "inspect_declaration", status = "declaration_inspection", further = true },
    { op = "attempt_proof", status = "proof_attempt", further = true },
    { op = "verify_declaration", status = "declaration_verification", further = true, absorbs_abort = true },
    { op = "verify_declaration_batch", status = "declaration_verification_batch", further = true, absorbs_abort = true },
    { op = "list_declarations_strings", status = "rows_complete", further = true, result = [=["count":u64]=], streams = true },
    { op = "describe_bulk", status = "declaration_bulk", further = true, result = [=["rows":any]=] },
    { op = "process_module_query", status = "process_module_query", further = true },
    { op = "process_module_query_batch", status = "process_module_query_batch", further = true, absorbs_abort = true },
    { op = "clear_module_snapshot_cache", status = "module_snapshot_cache_cleared", further = true },
}
