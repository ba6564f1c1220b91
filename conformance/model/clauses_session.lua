-- Sessions, the start of a capability, finding the child, and what a child owes. Fields of a clause: see README.md in this folder.
return {
    area = "sessions",
    profile = "session",
    clauses = {
        -- ---------------------------------------------------------------- sessions
        {
            id = "SESSION-01", level = "MUST",
            text = "Opening a session sends open_host_session with the caller's project root, mode, imports and import profile. It is import-like, its operation is open_worker_session, and the import statistics of its answer are kept for the errors to come.",
            related = "POLICY-02 FACTS-01", checked = "scenario",
        },
        {
            id = "SESSION-02", level = "MUST",
            text = "A session belongs to the child that opened it. Once the worker's generation has changed, or that child is known to be gone, each use of the session gives unsupported_request with operation worker_session_invalidated, and nothing is sent. A use that itself finds the child dead may report the child's exit instead.",
            related = "FIX-20 FIX-21", checked = "scenario",
        },
        {
            id = "SESSION-03", level = "MUST",
            text = "A child that is asked for what needs a session before it has one answers error with code lean_rs.worker.session_missing. It surfaces as kind worker, and the worker stays usable.",
            related = "REQ-06", checked = "scenario",
        },
        {
            id = "SESSION-04", level = "MUST",
            text = "A typed command whose request cannot be encoded gives typed_command_request_encode before anything is sent or counted. A response that does not decode gives typed_command_response_decode, a summary that does not decode typed_command_summary_decode; both name the export, and the worker stays usable.",
            related = "STREAM-07", checked = "scenario",
        },
        {
            id = "SESSION-05", level = "MUST",
            text = "The summary that ends a stream reaches the caller with total_rows, per_stream_counts, the elapsed time as the child gave it, and its metadata, or null where the child sent none.",
            related = "WIRE-12", checked = "scenario",
        },
        -- ---------------------------------------------------------------- capability
        {
            id = "CAP-01", level = "MUST", area = "capability",
            text = "Opening a capability goes step by step: what can be checked without a process, finding the child, spawn, health (counted as the first request), the session, and, where it is asked for, the metadata. A failure at any step is the caller's error and leaves no process.",
            checked = "scenario invariant",
        },
        {
            id = "CAP-02", level = "MUST", area = "capability",
            text = "Where metadata is expected, the export's answer is compared with it as a whole: commands, capabilities, lean_version and extra, in the order of their lists. Any difference gives capability_metadata_mismatch with export, expected and actual. The order of an object's members is no difference, nor is a null member that is left out.",
            checked = "scenario",
        },
        {
            id = "CAP-03", level = "MUST", area = "capability",
            text = "An export that gives malformed JSON gives capability_metadata_malformed or capability_doctor_malformed, and the worker stays usable. The doctor is never asked at the start.",
            checked = "scenario",
        },
        {
            id = "CAP-04", level = "MUST", area = "capability",
            text = "A check of a capability goes through the same steps and leaves no process. It does not fail: it returns findings, each with a code, lean_rs.worker.bootstrap. followed by child_unresolved, child_not_executable, handshake_failed, metadata_mismatch or startup_failed. A capability that opens has none.",
            checked = "scenario",
        },
        {
            id = "CAP-05", level = "MUST", area = "capability",
            text = "Facts about the protocol come from the handshake, facts about the capability from its metadata export, and one is never reported as the other.",
            related = "SPAWN-04", checked = "scenario",
        },
        -- ---------------------------------------------------------------- finding the child
        {
            id = "CHILD-01", level = "MUST", area = "child",
            text = "The child is looked for in this order: the path that the override variable names (LEAN_RS_WORKER_CHILD unless configured), and where it is set nowhere else, even if nothing is there; the explicit path; the folder of the running program; that folder's parent. Nothing found is worker_child_unresolved with the paths that were tried, in order. What is found but is no regular file, or has no execute bit, is worker_child_not_executable with path and reason.",
            checked = "scenario",
        },
        -- ---------------------------------------------------------------- what a child owes
        {
            id = "CHILD-02", level = "MUST", area = "child",
            text = "A child serves one request at a time. It answers a frame that is no request with error, code lean_rs.worker.protocol.unexpected_frame.",
            untested = "what is under test is the parent; the fake child keeps it where a scenario does not tell it otherwise, and the fake child's own tests check that",
        },
        {
            id = "CHILD-03", level = "MUST", area = "child",
            text = "A child leaves within 5 s of the end of file on its stdin or of a write to its stdout that failed. It answers terminate with terminating and exits with status 0.",
            untested = "what is under test is the parent; the fake child's own tests check it",
        },
        {
            id = "CHILD-04", level = "SHOULD", area = "child",
            text = "On Linux a child asks for SIGTERM at its parent's death, and leaves at once where the parent died before it could ask.",
            untested = "what is under test is the parent; the fake child's own tests check it",
        },
        {
            id = "CHILD-05", level = "MUST", area = "child",
            text = "emit_test_rows sends one row for each stream of the list, payload {\"stream\":s,\"index\":i}, with sequences that count per stream, then rows_complete. Its variant then_exit sends one row and exits with status 0; then_panic sends one row and aborts.",
            checked = "scenario",
        },
        -- ---------------------------------------------------------------- hardening
        {
            id = "FIX-20", level = "SHOULD", area = "hardening",
            text = "A request whose token was set beforehand leaves its session and its lease valid. In every other case they are invalid exactly when the generation changed or the child is gone.",
            related = "SESSION-02 CANCEL-01", checked = "scenario",
        },
        {
            id = "FIX-21", level = "MUST", area = "hardening",
            text = "A policy restart in the middle of a session invalidates the session, and the caller sees it: the request that brought it about is not sent to the fresh child as if the session were still there.",
            why = "A request that lands in a child without its session fails in a way that looks like the child's own fault, or works on other imports than the caller believes.",
            related = "SESSION-02 POLICY-01", checked = "scenario",
        },
    },
}
