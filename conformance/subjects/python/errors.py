"""How a child ended, and the one exception that callers of the supervisor see."""

from __future__ import annotations

import signal

import render

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Exit:
    """How a child ended (EXIT-01), with the bounded tail of what it wrote to stderr (EXIT-03)."""

    __slots__ = ("code", "diagnostics", "signal", "status", "success")

    def __init__(self, code: int | None, signal_number: int | None, status: str, diagnostics: str) -> None:
        self.success = code == 0
        self.code = code
        self.signal = signal_number
        self.status = status
        self.diagnostics = diagnostics

    @classmethod
    def exited(cls, code: int, diagnostics: str) -> Exit:
        return cls(code, None, f"exit status: {code}", diagnostics)

    @classmethod
    def signalled(cls, number: int, core_dumped: bool, diagnostics: str) -> Exit:
        try:
            name = f" ({signal.Signals(number).name})"
        except ValueError:  # a real-time signal has no name of its own
            name = ""
        core = " (core dumped)" if core_dumped else ""
        return cls(None, number, f"signal: {number}{name}{core}", diagnostics)

    @classmethod
    def unknown(cls) -> Exit:
        """What is said where no exit was ever recorded (EXIT-02)."""
        return cls(None, None, "worker is not running", "")

    def as_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


class WorkerError(Exception):
    """A typed failure. ``kind`` and ``fields`` are for programs, ``str(error)`` is for people."""

    def __init__(self, kind: str, **fields: Any) -> None:
        super().__init__(kind)
        self.kind = kind
        self.fields = fields

    def __str__(self) -> str:
        return render.error_text(self.kind, self.fields)

    @classmethod
    def of_exit(cls, exit_: Exit, handshake: str | None = None) -> WorkerError:
        """A child that ended where it should not have; ``handshake`` says why a start-up was given up (FIX-13)."""
        kind = "child_exited" if exit_.success else "child_panic_or_abort"
        fields: dict[str, Any] = {"exit": exit_.as_dict()}
        if handshake is not None:
            fields["handshake"] = handshake
        return cls(kind, **fields)
