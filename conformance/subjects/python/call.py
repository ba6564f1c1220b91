"""One request: what the caller gave, how far it came, and the ways in which it ends its generation."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from operations import Operation
    from wire import Diagnostic, Progress, Row

    RowSink = Callable[[Row], object]
    ProgressSink = Callable[[Progress], object]
    DiagnosticSink = Callable[[Diagnostic], object]
    RowDecoder = Callable[[str], object]


class CancelToken:
    """Asks a call to stop. Any thread may set it, any number of times."""

    __slots__ = ("is_set",)

    def __init__(self) -> None:
        self.is_set = False

    def set(self) -> None:
        self.is_set = True


class Ended(Exception):
    """The conversation about one request is over, and the generation with it."""


class Expired(Ended):
    pass


class TokenSeen(Ended):
    pass


class OverLimit(Ended):
    def __init__(self, kib: int) -> None:
        super().__init__()
        self.kib = kib


class SinkFailed(Ended):
    def __init__(self, kind: str, error: Exception) -> None:
        super().__init__()
        self.kind = kind
        self.message = str(error) or type(error).__name__


class RowUndecodable(Ended):
    def __init__(self, row: Row, error: Exception) -> None:
        super().__init__()
        self.row = row
        self.message = str(error) or type(error).__name__


class Call:
    """One request, from the gate to its one terminal outcome (REQ-02)."""

    def __init__(
        self,
        operation: Operation,
        body: dict[str, Any],
        token: CancelToken | None = None,
        *,
        rows: RowSink | None = None,
        progress: ProgressSink | None = None,
        diagnostics: DiagnosticSink | None = None,
        decode: RowDecoder | None = None,
        generation: int | None = None,
    ) -> None:
        self.operation = operation
        self.body = body
        self.token = token
        self.rows = rows
        self.progress = progress
        self.diagnostics = diagnostics
        self.decode = decode
        self.generation = generation  # the only one that may serve it, or None for any (FIX-21)
        self.timeout = 0.0
        self.started = 0.0
        self.entered = False
        self.crashed = False  # the child's end was this request's outcome (REQ-08)
        self.waited = False

    @property
    def deadline(self) -> float:
        """TIMEOUT-01: from the write on; nothing that comes later moves it."""
        return self.started + self.timeout

    @property
    def cancelled(self) -> bool:
        return self.token is not None and self.token.is_set


def hand_over(sink: Callable[[Any], object] | None, item: object, kind: str) -> None:
    """Call a sink; whatever it raises ends the request (STREAM-03). Without a sink the item is dropped (STREAM-02)."""
    if sink is None:
        return
    try:
        sink(item)
    except Exception as error:
        raise SinkFailed(kind, error) from error
