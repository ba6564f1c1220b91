"""What people read: an error's text, a duration, diagnostics cut to a readable length.

Everything here is a pure function of an error's kind and fields.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

DIAGNOSTICS_BYTES_MAX = 4096

_ESCAPE = 0x1B
_BRACKET = 0x5B


def error_text(kind: str, fields: Mapping[str, Any]) -> str:
    """The text for an error. Fields that are missing read as `unknown`; it never fails."""
    text = _TEXTS.get(kind)
    return text(_Lenient(fields)) if text else str(fields.get("message") or kind)


def duration_text(milliseconds: float) -> str:
    """`1.5s`, `100ms`, `60s`: the largest unit that leaves a whole part, without trailing zeros."""
    nanoseconds = round(milliseconds * 1_000_000)
    for unit, size in (("s", 1_000_000_000), ("ms", 1_000_000), ("µs", 1_000)):
        if nanoseconds >= size:
            whole, rest = divmod(nanoseconds, size)
            digits = len(str(size)) - 1
            fraction = f"{rest:0{digits}d}".rstrip("0")
            return f"{whole}.{fraction}{unit}" if fraction else f"{whole}{unit}"
    return f"{nanoseconds}ns"


def truncate_diagnostics(text: str, limit: int = DIAGNOSTICS_BYTES_MAX) -> str:
    """Cut after at most ``limit`` bytes, between characters and outside terminal sequences (DISPLAY-02)."""
    data = text.encode(errors="replace")
    if len(data) <= limit:
        return text
    cut = limit
    while cut > 0 and data[cut] & 0xC0 == 0x80:
        cut -= 1
    while (start := _open_sequence(data, cut)) is not None:
        cut = start
    return f"{data[:cut].decode()}… ({len(data) - cut} bytes truncated)"


def _open_sequence(data: bytes, cut: int) -> int | None:
    """Where the `ESC [` sequence begins that a cut would leave without its terminator, or None."""
    start = data.rfind(_ESCAPE, 0, cut)
    if start < 0 or data[start + 1] != _BRACKET:
        return None
    terminated = any(0x40 <= byte <= 0x7E and byte != _BRACKET for byte in data[start + 2 : cut])
    return None if terminated else start


class _Lenient:
    """Fields as an error text wants them: present, or said to be unknown."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = fields

    def __getitem__(self, name: str) -> Any:
        value = self._fields.get(name)
        return "unknown" if value is None else value

    def get(self, name: str) -> Any:
        return self._fields.get(name)

    def duration(self, name: str) -> str:
        value = self._fields.get(name)
        return duration_text(float(value)) if isinstance(value, (int, float)) else "an unknown time"


def _exit_text(lead: str) -> Callable[[_Lenient], str]:
    def text(fields: _Lenient) -> str:
        exit_ = fields.get("exit") or {}
        diagnostics = str(exit_.get("diagnostics") or "").strip()
        said = f"{lead} {exit_.get('status') or 'an unknown status'}"
        if diagnostics:
            said = f"{said}: {truncate_diagnostics(diagnostics)}"
        reason = fields.get("handshake")
        return f"{said} [no handshake: {reason}]" if reason else said

    return text


def _over_limit_text(fields: _Lenient) -> str:
    stats = fields.get("last_import_stats")
    known = "unavailable"
    if isinstance(stats, dict):
        known = ",".join(f"{name}:{value}" for name, value in stats.items() if isinstance(value, int))
    return (
        f"worker operation {fields['operation']} exceeded hard RSS limit; current_kib={fields['current_kib']} "
        f"limit_kib={fields['limit_kib']}; last_import_stats={known}"
    )


_TEXTS: dict[str, Callable[[_Lenient], str]] = {
    "spawn": lambda f: f"could not start worker {f['executable']}: {f['system_error']}",
    "child_exited": _exit_text("worker exited with"),
    "child_panic_or_abort": _exit_text("worker exited fatally with"),
    "timeout": lambda f: f"worker operation {f['operation']} timed out after {f.duration('duration_ms')}",
    "rss_hard_limit_exceeded": _over_limit_text,
    "cancelled": lambda f: f"worker operation {f['operation']} was cancelled",
    "worker": lambda f: f"worker returned {f['code']}: {f['message']}",
    "stream_export_failed": lambda f: f"worker stream export failed with status byte {f['status']}",
    "stream_callback_failed": lambda f: (
        f"worker stream callback failed with status byte {f['status']}: {f['description']}"
    ),
    "stream_row_malformed": lambda f: f"worker stream row is malformed: {f['message']}",
    "data_sink_panic": lambda f: f"data sink failed: {f['message']}",
    "progress_panic": lambda f: f"progress sink failed: {f['message']}",
    "diagnostic_sink_panic": lambda f: f"diagnostic sink failed: {f['message']}",
    "typed_command_row_decode": lambda f: (
        f"row {f['sequence']} of stream {f['stream']} from {f['export']} does not decode: {f['message']}"
    ),
    "restart_limit_exceeded": lambda f: (
        f"worker restart limit exceeded after {f['restarts']} restarts in {f.duration('window_ms')}"
    ),
    "shutdown_in_progress": lambda f: f"worker operation {f['operation']} was rejected because shutdown is in progress",
    "unsupported_request": lambda f: f"worker operation {f['operation']} is not supported",
    "wait": lambda f: f"could not wait for the worker: {f['system_error']}",
    "kill": lambda f: f"could not kill the worker: {f['system_error']}",
    "wait_timeout": lambda f: f"worker operation {f['operation']} timed out after {f.duration('duration_ms')}",
}
