"""What a supervisor counts, and the window that bounds its restarts. No clock, no system call: time is an argument."""

from __future__ import annotations

import threading
from collections import deque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_COUNTER_MAX = 2**64 - 1

# The counter that grows beside `restarts`; an absorbed child abort has none of its own (RESTART-06).
_CAUSE_COUNTERS = {
    "explicit": "explicit_cycles",
    "max_requests": "max_request_restarts",
    "max_imports": "max_import_restarts",
    "rss_ceiling": "rss_restarts",
    "rss_hard_limit": "rss_restarts",
    "idle": "idle_restarts",
    "cancelled": "cancelled_restarts",
    "timeout": "timeout_restarts",
    "child_abort": None,
}


class Counters:
    """Cumulative across generations (STATS-01)."""

    def __init__(self) -> None:
        self.requests = 0
        self.imports = 0
        self.import_like_admission_attempts = 0
        self.import_like_admitted = 0
        self.exits = 0
        self.restarts = 0
        self.explicit_cycles = 0
        self.max_request_restarts = 0
        self.max_import_restarts = 0
        self.rss_restarts = 0
        self.idle_restarts = 0
        self.cancelled_restarts = 0
        self.timeout_restarts = 0
        self.replacement_attempts = 0
        self.replacement_successes = 0
        self.replacement_failures = 0
        self.replacement_budget_admitted = 0
        self.replacement_budget_skipped = 0
        self.stream_requests = 0
        self.stream_successes = 0
        self.stream_failures = 0
        self.stream_elapsed_us = 0
        self.data_rows_delivered = 0
        self.data_row_payload_bytes = 0
        self.backpressure_waits = 0
        self.backpressure_failures = 0
        self.rss_samples_unavailable = 0
        self.last_rss_kib: int | None = None
        self.last_restart_reason: str | None = None
        self.last_replacement_skipped_reason: str | None = None
        self.last_replacement: dict[str, Any] | None = None
        self.last_import_stats: dict[str, Any] | None = None
        self._rss_lock = threading.Lock()
        self._restarted_at = 0.0

    def record_rss(self, kib: int | None) -> None:
        """One sample, None where it was unavailable (RSS-02). The one counter that any thread may move."""
        with self._rss_lock:
            if kib is None:
                self.rss_samples_unavailable += 1
            else:
                self.last_rss_kib = kib

    def record_restart(self, cause: str, started: float) -> None:
        """A restart was admitted; its spawn is still to come (RESTART-01)."""
        self._restarted_at = started
        self.replacement_budget_admitted += 1
        self.restarts += 1
        self.last_restart_reason = cause
        counter = _CAUSE_COUNTERS[cause]
        if counter is not None:
            setattr(self, counter, getattr(self, counter) + 1)

    def record_replacement(self, cause: str, spawn_seconds: float, total_seconds: float) -> None:
        """The replacement is up (RESTART-03, RESTART-07)."""
        self.replacement_successes += 1
        self.last_replacement_skipped_reason = None
        self.last_replacement = {
            "spawn_handshake_us": round(spawn_seconds * 1e6),
            "replacement_total_us": round(total_seconds * 1e6),
            "replacement_reason": cause,
            "replacement_budget_status": "synchronous-no-overlap",
        }

    def record_replacement_failure(self, reason: str) -> None:
        self.replacement_failures += 1
        self.last_replacement_skipped_reason = reason
        if reason == "restart_limit_exceeded":
            self.replacement_budget_skipped += 1

    @property
    def restarted_at(self) -> float:
        """When the last restart began; 0 where there was none."""
        return self._restarted_at

    def as_dict(self) -> dict[str, Any]:
        values = {name: value for name, value in vars(self).items() if not name.startswith("_")}
        return {name: min(value, _COUNTER_MAX) if isinstance(value, int) else value for name, value in values.items()}


class RestartWindow:
    """At most ``maximum`` restarts whose starts lie less than ``seconds`` apart (RESTART-04)."""

    __slots__ = ("_starts", "maximum", "seconds")

    def __init__(self, maximum: int, seconds: float) -> None:
        self.maximum = maximum
        self.seconds = seconds
        self._starts: deque[float] = deque()

    def __len__(self) -> int:
        return len(self._starts)

    def admit(self, now: float) -> bool:
        """Let the restart that started ``now`` pass and remember it, or refuse it and remember nothing."""
        while self._starts and now - self._starts[0] >= self.seconds:
            self._starts.popleft()
        if len(self._starts) >= self.maximum:
            return False
        self._starts.append(now)
        return True
