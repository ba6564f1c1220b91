-- Messages and responses that belong to no single operation, and the worked byte dumps of SPEC.md.
-- S is a string, uN an unsigned integer of N bits, any a JSON value; T|null may be null or left out.
return {
    messages = {
        { type = "handshake", from = "child", body = [=[{"worker_version":S,"protocol_version":u16}]=], means = "the child is there; protocol_version is 10" },
        { type = "configure_frame_limit", from = "parent", body = [=[{"max_frame_bytes":u32}]=], means = "the cap from now on, both ways" },
        { type = "request", from = "parent", body = [=[{"op":OP, …}]=], means = "see the table of operations" },
        { type = "data_row", from = "child", body = [=[{"stream":S,"sequence":u64,"payload":any}]=], means = "one row; payload must be there, null is a value" },
        { type = "diagnostic", from = "child", body = [=[{"code":S,"message":S}]=], means = "a remark beside the rows" },
        { type = "progress_tick", from = "child", body = [=[{"phase":S,"current":u64,"total":u64|null}]=], means = "how far it is" },
        { type = "response", from = "child", body = [=[{"status":STATUS, …}]=], means = "the terminal outcome of a request" },
        { type = "fatal_exit", from = "child", body = [=[{"status":S,"stderr":S}]=], means = "reserved; a parent takes it for a protocol failure" },
    },
    responses = {
        { status = "error", body = [=["code":S,"message":S]=], means = "any operation: a typed error; kind worker" },
        { status = "stream_export_failed", body = [=["status_byte":u8]=], means = "run_data_stream: the export returned this byte" },
        { status = "stream_callback_failed", body = [=["status_byte":u8,"description":S]=], means = "run_data_stream: the callback failed" },
        { status = "stream_row_malformed", body = [=["message":S]=], means = "run_data_stream: the export made a malformed row" },
        { status = "capability_metadata_malformed", body = [=["message":S]=], means = "capability_metadata: the export gave malformed JSON" },
        { status = "capability_doctor_malformed", body = [=["message":S]=], means = "capability_doctor: the export gave malformed JSON" },
        { status = "host_session_reused", body = [=["import_stats":I]=], means = "open_host_session, optional for a parent: WIRE-13" },
    },
    dumps = {
        { title = "The child's handshake", json = [=[{"version":10,"message":{"type":"handshake","body":{"protocol_version":10,"worker_version":"demo/1"}}}]=] },
        { title = "The parent configures the default cap", json = [=[{"version":10,"message":{"type":"configure_frame_limit","body":{"max_frame_bytes":1048576}}}]=] },
        { title = "The parent asks for health", json = [=[{"version":10,"message":{"type":"request","body":{"op":"health"}}}]=] },
        { title = "The child answers", json = [=[{"version":10,"message":{"type":"response","body":{"status":"health_ok"}}}]=] },
        { title = "A row whose payload keeps its own spelling", json = [=[{"version":10,"message":{"type":"data_row","body":{"stream":"rows","sequence":0,"payload":{ "b" : 1.50, "a" : null }}}}]=] },
    },
}
