"""The wire protocol, version 10: frames and messages.

A frame is a 32-bit big-endian length and that many bytes of UTF-8 JSON. This module turns bytes into messages and
requests into bytes; it starts no process and knows no clock.
"""

from __future__ import annotations

import json
import os

from strict_json import DecodeError, Members, RawJson, Value, parse_object

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

PROTOCOL_VERSION = 10
FRAME_BYTES_DEFAULT = 1_048_576
FRAME_BYTES_MIN = 65_536
FRAME_BYTES_MAX = 268_435_456
HEADER_BYTES = 4

# The smallest event is a frame of some 80 bytes, so one read of this size brings in fewer than 64 of them: whatever the
# sink has not taken yet stays in the pipe, where it holds the child back (STREAM-05).
READ_AHEAD_BYTES = 4096
READ_CHUNK_BYTES_MAX = 1 << 20

_DECODE_FAILED = "worker protocol JSON decode failed"

U8_MAX, U16_MAX, U32_MAX = 2**8 - 1, 2**16 - 1, 2**32 - 1


class WireError(Exception):
    """The other side broke the protocol. The text says how."""


class FrameTooLarge(WireError):
    """A frame is longer than the connection's cap (WIRE-02)."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"worker protocol frame too large: {length} bytes exceeds {limit}")


class VersionMismatch(WireError):
    """A frame that can be decoded says another protocol version (WIRE-03)."""

    def __init__(self, actual: int) -> None:
        super().__init__(f"worker protocol version mismatch: expected {PROTOCOL_VERSION}, received {actual}")


class EndOfStream(Exception):
    """End of file, between frames or inside one (WIRE-06)."""


# Frames ---------------------------------------------------------------------------------------------------------------


class FrameReader:
    """Cuts frames out of a non-blocking descriptor that it does not own.

    It holds at most the frame being read and ``READ_AHEAD_BYTES`` beyond it.
    """

    __slots__ = ("_buffer", "_fd", "_limit")

    def __init__(self, fd: int, limit: int) -> None:
        self._fd = fd
        self._limit = limit
        self._buffer = bytearray()

    @property
    def buffered(self) -> int:
        """How many bytes have been read from the pipe and not been taken as a frame."""
        return len(self._buffer)

    def take(self) -> bytes | None:
        """The next whole frame's content, or None while it is incomplete.

        Raises FrameTooLarge before anything of that size is allocated.
        """
        length = self._announced()
        if length is None:
            return None
        end = HEADER_BYTES + length
        if len(self._buffer) < end:
            return None
        with memoryview(self._buffer) as view:
            frame = bytes(view[HEADER_BYTES:end])
        del self._buffer[:end]
        return frame

    def fill(self) -> bool:
        """Read once. False where nothing was there. Raises EndOfStream."""
        try:
            chunk = os.read(self._fd, min(max(self._missing(), READ_AHEAD_BYTES), READ_CHUNK_BYTES_MAX))
        except BlockingIOError:
            return False
        if not chunk:
            raise EndOfStream
        self._buffer += chunk
        return True

    def _announced(self) -> int | None:
        if len(self._buffer) < HEADER_BYTES:
            return None
        length = int.from_bytes(self._buffer[:HEADER_BYTES], "big")
        if length > self._limit:
            raise FrameTooLarge(length, self._limit)
        return length

    def _missing(self) -> int:
        length = self._announced()
        return 0 if length is None else HEADER_BYTES + length - len(self._buffer)


def encode_message(kind: str, body: dict[str, Any], limit: int) -> bytes:
    """One frame, ready to be written. Raises FrameTooLarge before a byte of it goes out (WIRE-02, WIRE-09)."""
    message = {"version": PROTOCOL_VERSION, "message": {"type": kind, "body": body}}
    try:
        text = json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        content = text.encode()
    except (ValueError, TypeError, RecursionError) as error:
        raise WireError(f"worker protocol JSON encode failed: {error}") from error
    if len(content) > limit:
        raise FrameTooLarge(len(content), limit)
    return len(content).to_bytes(HEADER_BYTES, "big") + content


# Messages -------------------------------------------------------------------------------------------------------------


class Handshake:
    __slots__ = ("protocol_version", "worker_version")
    label = "handshake"

    def __init__(self, body: Members) -> None:
        self.worker_version = body.required("worker_version").string()
        self.protocol_version = body.required("protocol_version").unsigned(U16_MAX)


class Row:
    """One row. ``payload`` is its exact text; ``record`` is what a typed stream makes of it, otherwise None."""

    __slots__ = ("payload", "record", "sequence", "stream")
    label = "data_row"

    def __init__(self, body: Members) -> None:
        self.stream = body.required("stream").string()
        self.sequence = body.required("sequence").unsigned()
        self.payload = body.required("payload").raw  # null is a value (WIRE-11)
        self.record: Any = None


class Diagnostic:
    __slots__ = ("code", "message")
    label = "diagnostic"

    def __init__(self, body: Members) -> None:
        self.code = body.required("code").string()
        self.message = body.required("message").string()


class Progress:
    __slots__ = ("current", "phase", "total")
    label = "progress_tick"

    def __init__(self, body: Members) -> None:
        self.phase = body.required("phase").string()
        self.current = body.required("current").unsigned()
        total = body.optional("total")
        self.total = None if total is None else total.unsigned()


class Response:
    """A terminal response: its status and its decoded fields."""

    __slots__ = ("fields", "status")

    def __init__(self, body: Members) -> None:
        self.status = body.required("status").string()
        decode = RESPONSES.get(self.status)
        if decode is None:
            raise DecodeError(f"unknown status `{self.status}`")
        self.fields: dict[str, Any] = decode(body)

    @property
    def label(self) -> str:
        return self.status


class Forbidden:
    """A message that only a parent may send, or `fatal_exit`. A child's sending it is the whole story (REQ-11)."""

    __slots__ = ("label",)

    def __init__(self, label: str) -> None:
        self.label = label


if TYPE_CHECKING:
    Message = Handshake | Response | Row | Diagnostic | Progress | Forbidden


def _configure_frame_limit(body: Members) -> Forbidden:
    body.required("max_frame_bytes").unsigned(U32_MAX)
    return Forbidden("configure_frame_limit")


def _request(body: Members) -> Forbidden:
    body.required("op").string()
    return Forbidden("request")


def _fatal_exit(body: Members) -> Forbidden:
    body.required("status").string()
    body.required("stderr").string()
    return Forbidden("fatal_exit")


def _nothing(_: Members) -> dict[str, Any]:
    return {}


def _message_only(body: Members) -> dict[str, Any]:
    return {"message": body.required("message").string()}


def _any_result(body: Members) -> dict[str, Any]:
    return {"result": _any(body, "result")}


def _any(body: Members, name: str) -> RawJson | None:
    value = body.optional(name)
    return None if value is None else value.raw


def _import_stats(body: Members) -> dict[str, Any]:
    stats = body.required("import_stats").members()
    decoded: dict[str, Any] = {
        "direct_import_names": [item.string() for item in stats.required("direct_import_names").items()],
        "import_level": stats.required("import_level").string(),
        "import_all": stats.required("import_all").boolean(),
        "load_exts": stats.required("load_exts").boolean(),
    }
    for name in IMPORT_COUNTS:
        decoded[name] = stats.required(name).unsigned()
    return {"import_stats": decoded}


def _summary(body: Members) -> dict[str, Any]:
    summary = body.required("summary").members()
    counts = summary.required("per_stream_counts").members().everything()
    return {
        "total_rows": summary.required("total_rows").unsigned(),
        "per_stream_counts": {stream: count.unsigned() for stream, count in counts.items()},
        "elapsed_micros": summary.required("elapsed_micros").unsigned(),
        "metadata": _any(summary, "metadata"),
    }


def _callback_failed(body: Members) -> dict[str, Any]:
    return {
        "status_byte": body.required("status_byte").unsigned(U8_MAX),
        "description": body.required("description").string(),
    }


def _named_versions(value: Value) -> list[dict[str, str]]:
    entries = [item.members() for item in value.items()]
    return [
        {"name": entry.required("name").string(), "version": entry.required("version").string()} for entry in entries
    ]


def _capability_metadata(body: Members) -> dict[str, Any]:
    metadata = body.required("metadata").members()
    lean_version = metadata.optional("lean_version")
    return {
        "metadata": {
            "commands": _named_versions(metadata.required("commands")),
            "capabilities": _named_versions(metadata.required("capabilities")),
            "lean_version": None if lean_version is None else lean_version.string(),
            "extra": _any(metadata, "extra"),
        }
    }


def _doctor_entry(entry: Members) -> dict[str, Any]:
    severity = entry.required("severity").string()
    if severity not in ("pass", "warning", "error"):
        raise DecodeError(f"unknown severity `{severity}`")
    return {
        "severity": severity,
        "code": entry.required("code").string(),
        "message": entry.required("message").string(),
        "details": _any(entry, "details"),
    }


def _capability_doctor(body: Members) -> dict[str, Any]:
    report = body.required("report").members()
    diagnostics = [_doctor_entry(item.members()) for item in report.required("diagnostics").items()]
    return {"report": {"diagnostics": diagnostics, "metadata": _any(report, "metadata")}}


IMPORT_COUNTS = (
    "effective_module_count",
    "compacted_region_count",
    "memory_mapped_region_count",
    "compacted_region_bytes",
    "memory_mapped_region_bytes",
    "non_memory_mapped_region_bytes",
    "imported_bytes",
    "imported_constant_count",
    "extension_count",
    "total_imported_extension_entries",
)

# Every status a child may answer, and what decodes its fields.
RESPONSES: dict[str, Callable[[Members], dict[str, Any]]] = {
    "health_ok": _nothing,
    "capability_loaded": _nothing,
    "terminating": _nothing,
    "u64": lambda body: {"value": body.required("value").unsigned()},
    "rows_complete": lambda body: {"count": body.required("count").unsigned()},
    "host_session_opened": _import_stats,
    "host_session_reused": _import_stats,
    "stream_complete": _summary,
    "stream_export_failed": lambda body: {"status_byte": body.required("status_byte").unsigned(U8_MAX)},
    "stream_callback_failed": _callback_failed,
    "stream_row_malformed": _message_only,
    "json_command": lambda body: {"response_json": body.required("response_json").string()},
    "capability_metadata": _capability_metadata,
    "capability_doctor": _capability_doctor,
    "capability_metadata_malformed": _message_only,
    "capability_doctor_malformed": _message_only,
    "error": lambda body: {"code": body.required("code").string(), "message": body.required("message").string()},
    "strings": lambda body: {"values": [item.string() for item in body.required("values").items()]},
    "declaration_bulk": lambda body: {"rows": body.required("rows").raw},
    "elaboration": _any_result,
    "kernel_check": _any_result,
    "meta_expr": _any_result,
    "meta_bool": _any_result,
    "declaration": _any_result,
    "declaration_search": _any_result,
    "declaration_type": _any_result,
    "declaration_inspection": _any_result,
    "proof_attempt": _any_result,
    "declaration_verification": _any_result,
    "declaration_verification_batch": _any_result,
    "process_module_query": _any_result,
    "process_module_query_batch": _any_result,
    "module_snapshot_cache_cleared": _any_result,
}

MESSAGES: dict[str, Callable[[Members], Message]] = {
    "handshake": Handshake,
    "response": Response,
    "data_row": Row,
    "diagnostic": Diagnostic,
    "progress_tick": Progress,
    "configure_frame_limit": _configure_frame_limit,
    "request": _request,
    "fatal_exit": _fatal_exit,
}


def decode_message(frame: bytes) -> Message:
    """The message in a frame. Raises WireError; VersionMismatch only where all the rest decodes (WIRE-03)."""
    try:
        return _decode_text(frame.decode())
    except UnicodeDecodeError as error:
        raise WireError(f"{_DECODE_FAILED}: invalid UTF-8: {error.reason} at byte {error.start}") from None
    except DecodeError as error:
        raise WireError(f"{_DECODE_FAILED}: {error}") from None


def _decode_text(text: str) -> Message:
    envelope = parse_object(text, ("message", "body"))
    version = envelope.required("version").unsigned(U32_MAX)
    message = envelope.required("message").members()
    kind = message.required("type").string()
    decode = MESSAGES.get(kind)
    if decode is None:
        raise DecodeError(f"unknown message type `{kind}`")
    decoded = decode(message.required("body").members())
    if version != PROTOCOL_VERSION:
        raise VersionMismatch(version)
    return decoded
