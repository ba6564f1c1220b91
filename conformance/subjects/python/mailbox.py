"""The mailbox of an actor: a bounded queue in front of one thread (ACTOR-01, ACTOR-02)."""

from __future__ import annotations

import threading
from collections import deque
from time import monotonic

from errors import WorkerError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


ENDED = "project actor is stopped"


class Letter:
    """A job that was accepted, and its one answer."""

    def __init__(self, job: Any) -> None:
        self.job = job
        self.posted_at = monotonic()
        self._answered = threading.Event()
        self._value: Any = None
        self._error: Exception | None = None

    def answer(self, value: Any) -> None:
        self._value = value
        self._answered.set()

    def fail(self, error: Exception) -> None:
        self._error = error
        self._answered.set()

    def wait(self) -> Any:
        """The answer: what the job gave, or the error that it is answered with."""
        self._answered.wait()
        if self._error is not None:
            raise self._error
        return self._value


class Mailbox:
    """Jobs that wait. The one that runs is not among them, so a job that meets an idle actor takes no room.

    ``refusal`` makes the error of a job that is not taken: of a reason and whether asking again may help.
    """

    def __init__(self, capacity: int, refusal: Callable[[Any, str, bool], WorkerError]) -> None:
        self._capacity = capacity
        self._refusal = refusal
        self._waiting: deque[Letter] = deque()
        self._changed = threading.Condition()
        self._busy = False
        self._closed = False
        self._ended = False

    def post(self, job: Any) -> Letter:
        """Take a job in, or refuse it at once."""
        with self._changed:
            if self._ended:
                raise self._refusal(job, ENDED, False)
            if self._closed:
                raise self._refusal(job, "mailbox_closed", True)
            if len(self._waiting) + self._busy > self._capacity:
                raise self._refusal(job, "mailbox_full", True)
            letter = Letter(job)
            self._waiting.append(letter)
            self._changed.notify_all()
            return letter

    def take(self) -> Letter | None:
        """The next job, which runs until ``finish``. None where the mailbox is closed."""
        with self._changed:
            while not self._waiting and not self._closed:
                self._changed.wait()
            if not self._waiting:
                return None
            self._busy = True
            return self._waiting.popleft()

    def finish(self) -> None:
        """The job that ran does so no more: said before it is answered, so that who reads the answer finds room."""
        with self._changed:
            self._busy = False

    def close(self) -> list[Letter]:
        """Take nothing more in. What waited is the caller's to answer."""
        with self._changed:
            self._closed = True
            left = list(self._waiting)
            self._waiting.clear()
            self._changed.notify_all()
            return left

    def end(self) -> None:
        """The actor is not at work any more."""
        with self._changed:
            self._ended = True
