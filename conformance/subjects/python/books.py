"""What an actor remembers of its restarts: each once, by cause, and how many more it may have (ACTOR-03 to 05)."""

from __future__ import annotations

import threading
from collections import Counter, deque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

EVENTS_KEPT = 64

ABNORMAL = frozenset(
    ("timeout", "cancelled", "child_exit", "child_abort", "session_missing", "rss_hard_limit_exceeded")
)
_MEMORY_PRESSURE = frozenset(("rss_post_job", "rss_import_switch"))
_PLANNED = _MEMORY_PRESSURE | {"import_profile_switch", "max_requests", "max_imports", "idle", "explicit"}

# What the supervisor calls its own restarts, where the actor calls them otherwise (ACTOR-04).
_NAMES = {"rss_ceiling": "rss_post_job", "rss_hard_limit": "rss_hard_limit_exceeded"}


def actor_cause(cause: str) -> str:
    """The actor's name for a cause of the supervisor's."""
    name = _NAMES.get(cause, cause)
    return name if name in ABNORMAL or name in _PLANNED else "worker_internal"


class RestartEvent:
    """One restart. ``worker_generation`` is the one after it."""

    def __init__(
        self, cause: str, reason: str, worker_generation: int, rss_kib: int | None = None, limit_kib: int | None = None
    ) -> None:
        self.cause = cause
        self.reason = reason
        self.worker_generation = worker_generation
        self.planned = cause not in ABNORMAL
        self.rss_kib = rss_kib
        self.limit_kib = limit_kib

    @property
    def level(self) -> str:
        """How loud it is logged (ACTOR-12)."""
        if self.cause in _MEMORY_PRESSURE:
            return "info"
        return "warn" if self.cause in ABNORMAL or self.cause == "worker_internal" else "debug"

    def as_dict(self) -> dict[str, Any]:
        return {**vars(self), "level": self.level}


class Books:
    """The restarts of one actor. ``limit`` abnormal ones may lie within ``seconds``. Time is an argument."""

    def __init__(self, limit: int, seconds: float) -> None:
        self.limit = limit
        self.seconds = seconds
        self._lock = threading.Lock()
        self._events: deque[RestartEvent] = deque(maxlen=EVENTS_KEPT)
        self._abnormal: deque[float] = deque()
        self._total = 0
        self._by_cause: Counter[str] = Counter()

    def admits(self, cause: str, now: float) -> bool:
        """Whether a restart may begin ``now``. One whose age is the window has left it (FIX-17)."""
        if cause not in ABNORMAL:
            return True
        while self._abnormal and now - self._abnormal[0] >= self.seconds:
            self._abnormal.popleft()
        return len(self._abnormal) < self.limit

    def in_window(self) -> int:
        """How many abnormal restarts the window held when it was last asked."""
        return len(self._abnormal)

    def record(self, event: RestartEvent, began: float) -> None:
        with self._lock:
            if not event.planned:
                self._abnormal.append(began)
            self._events.append(event)
            self._total += 1
            self._by_cause[event.cause] += 1

    @property
    def total(self) -> int:
        return self._total

    def last(self) -> RestartEvent | None:
        with self._lock:
            return self._events[-1] if self._events else None

    def events(self) -> list[dict[str, Any]]:
        """The last ones, oldest first."""
        with self._lock:
            return [event.as_dict() for event in self._events]

    def facts(self) -> dict[str, Any]:
        with self._lock:
            last = self._events[-1].as_dict() if self._events else None
            return {"last_restart": last, "restarts_total": self._total, "restarts_by_cause": dict(self._by_cause)}
