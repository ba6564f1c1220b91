"""The harness's scripted sinks, which take a call's rows, ticks and diagnostics. None of it is the supervisor's."""

from __future__ import annotations

import threading
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from call import CancelToken
    from wire import Diagnostic, Progress, Row

    Json = dict[str, Any]

_FNV_OFFSET = 0xCBF29CE484222325
_FNV_PRIME = 0x100000001B3
_FNV_MASK = 2**64 - 1


class Digest:
    """64-bit FNV-1a over every payload and a line feed."""

    def __init__(self) -> None:
        self._rows = 0
        self._bytes = 0
        self._hash = _FNV_OFFSET

    def add(self, payload: str) -> None:
        data = payload.encode()
        self._rows += 1
        self._bytes += len(data)
        value = self._hash
        for byte in data:
            value = ((value ^ byte) * _FNV_PRIME) & _FNV_MASK
        self._hash = ((value ^ 0x0A) * _FNV_PRIME) & _FNV_MASK

    def as_dict(self) -> Json:
        return {"rows": self._rows, "bytes": self._bytes, "fnv1a": f"{self._hash:016x}"}


class SinkFailure(Exception):
    """What a scripted sink raises when it is told to fail."""


class ScriptedSink:
    """The sinks of one call, which do what the harness's `sink` object says."""

    def __init__(self, call: int, spec: Json, token: CancelToken, emit: Callable[[Json], None]) -> None:
        mode = spec.get("mode", "record")
        if mode not in ("record", "digest", "none"):
            raise ValueError(f"unknown sink mode {mode!r}")
        self.takes_rows = mode != "none"
        self.digest = Digest() if mode == "digest" else None
        self._call = call
        self._spec = spec
        self._token = token
        self._emit = emit
        self._gate = threading.Event()
        self._rows = 0
        self._ticks = 0
        self._diagnostics = 0

    def release(self) -> None:
        self._gate.set()

    def row(self, row: Row) -> None:
        index, spec = self._rows, self._spec
        if index == spec.get("fail_at_row"):
            raise SinkFailure(f"told to fail at row {index}")
        if self.digest is None:
            event = {"stream": row.stream, "sequence": row.sequence, "payload": str(row.payload)}
            self._emit({"ev": "row", "call": self._call, **event})
        else:
            self.digest.add(row.payload)
        self._rows += 1
        if index == spec.get("cancel_at_row"):
            self._token.set()
        if index == spec.get("block_at_row"):
            self._emit({"ev": "blocked", "call": self._call, "row": index})
            self._gate.wait()
        delay_us = spec.get("delay_us")
        if delay_us:
            time.sleep(delay_us / 1e6)

    def progress(self, tick: Progress) -> None:
        index = self._ticks
        if index == self._spec.get("fail_at_progress"):
            raise SinkFailure(f"told to fail at progress tick {index}")
        event = {"phase": tick.phase, "current": tick.current, "total": tick.total}
        self._emit({"ev": "progress", "call": self._call, **event})
        self._ticks += 1
        if index == self._spec.get("cancel_at_progress"):
            self._token.set()

    def diagnostic(self, diagnostic: Diagnostic) -> None:
        index = self._diagnostics
        if index == self._spec.get("fail_at_diagnostic"):
            raise SinkFailure(f"told to fail at diagnostic {index}")
        self._emit({"ev": "diagnostic", "call": self._call, "code": diagnostic.code, "message": diagnostic.message})
        self._diagnostics += 1
