"""The operations of the protocol as data: what each sends, what it expects, what it is called in errors."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Operation:
    """One operation. ``fields`` are required on the wire, ``defaults`` are filled in where they are left out."""

    __slots__ = ("absorbs_abort", "defaults", "expects", "fields", "import_like", "name", "op")

    def __init__(
        self,
        op: str,
        name: str,
        expects: tuple[str, ...],
        fields: tuple[str, ...] = (),
        *,
        defaults: dict[str, Any] | None = None,
        import_like: bool = False,
        absorbs_abort: bool = False,
    ) -> None:
        self.op = op
        self.name = name
        self.expects = expects
        self.fields = fields
        self.defaults = defaults or {}
        self.import_like = import_like  # POLICY-02
        self.absorbs_abort = absorbs_abort  # REQ-09

    def body(self, given: dict[str, Any]) -> dict[str, Any]:
        """The request's body on the wire. Raises KeyError for a field that is missing."""
        body: dict[str, Any] = {"op": self.op}
        for field in self.fields:
            body[field] = given[field]
        for field, default in self.defaults.items():
            body[field] = given.get(field, default)
        return body


def _further(op: str, status: str, *, absorbs_abort: bool = False) -> Operation:
    """One of the operations that carry one JSON argument and one JSON result."""
    return Operation(
        op, f"worker_{op}", (status,), defaults={"request": None, "progress": False}, absorbs_abort=absorbs_abort
    )


_EXPORT = ("export", "request_json")

OPERATIONS: dict[str, Operation] = {
    operation.op: operation
    for operation in (
        Operation("health", "health", ("health_ok",)),
        Operation(
            "load_fixture_capability",
            "load_fixture_capability",
            ("capability_loaded",),
            ("manifest_path",),
            import_like=True,
        ),
        Operation(
            "call_fixture_mul", "call_fixture_mul", ("u64",), ("manifest_path", "lhs", "rhs"), import_like=True
        ),
        Operation("trigger_lean_panic", "trigger_lean_panic", (), ("manifest_path",), import_like=True),
        Operation(
            "open_host_session",
            "open_worker_session",
            ("host_session_opened", "host_session_reused"),
            ("project_root", "mode", "imports"),
            defaults={"import_profile": "private"},
            import_like=True,
        ),
        Operation(
            "run_data_stream", "worker_run_data_stream", ("stream_complete",), _EXPORT, defaults={"progress": False}
        ),
        Operation("json_command", "worker_json_command", ("json_command",), _EXPORT),
        Operation("capability_metadata", "worker_capability_metadata", ("capability_metadata",), _EXPORT),
        Operation("capability_doctor", "worker_capability_doctor", ("capability_doctor",), _EXPORT),
        Operation("emit_test_rows", "emit_test_rows", ("rows_complete",), ("streams",)),
        Operation("emit_test_rows_then_exit", "emit_test_rows_then_exit", ("rows_complete",)),
        Operation("emit_test_rows_then_panic", "emit_test_rows_then_panic", ("rows_complete",)),
        _further("elaborate", "elaboration"),
        _further("kernel_check", "kernel_check"),
        _further("declaration_kinds", "strings"),
        _further("declaration_names", "strings"),
        _further("infer_type", "meta_expr"),
        _further("whnf", "meta_expr"),
        _further("is_def_eq", "meta_bool"),
        _further("describe", "declaration"),
        _further("search_declarations", "declaration_search"),
        _further("declaration_type", "declaration_type"),
        _further("inspect_declaration", "declaration_inspection"),
        _further("attempt_proof", "proof_attempt"),
        _further("verify_declaration", "declaration_verification", absorbs_abort=True),
        _further("verify_declaration_batch", "declaration_verification_batch", absorbs_abort=True),
        _further("list_declarations_strings", "rows_complete"),
        _further("describe_bulk", "declaration_bulk"),
        _further("process_module_query", "process_module_query"),
        _further("process_module_query_batch", "process_module_query_batch", absorbs_abort=True),
        _further("clear_module_snapshot_cache", "module_snapshot_cache_cleared"),
    )
}

# A typed answer that says the child's work failed: the operation that it may
# answer, and where each field of the error stands in the response (STREAM-08).
FAILURE_ANSWERS: dict[str, tuple[str, dict[str, str]]] = {
    "stream_export_failed": ("run_data_stream", {"status": "status_byte"}),
    "stream_callback_failed": ("run_data_stream", {"status": "status_byte", "description": "description"}),
    "stream_row_malformed": ("run_data_stream", {"message": "message"}),
    "capability_metadata_malformed": ("capability_metadata", {"message": "message"}),
    "capability_doctor_malformed": ("capability_doctor", {"message": "message"}),
}
