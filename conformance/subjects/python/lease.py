"""A lease: the right to run commands on one generation of a pool's worker (LEASE-01 to LEASE-06)."""

from __future__ import annotations

from errors import WorkerError
from session import Session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from call import CancelToken
    from pool import Pool, PoolWorker


class Lease:
    """One loan of a worker. Made by Pool.acquire; any thread may use it, and its commands take turns."""

    def __init__(self, pool: Pool, worker: PoolWorker) -> None:
        self.generation = worker.supervisor.generation
        self._pool = pool
        self._worker = worker
        self._reason: str | None = None
        self._released = False
        self._in_flight = 0
        self._request_timeout_ms: int | None = None

    @property
    def released(self) -> bool:
        return self._released or self._pool.closed

    @property
    def reason(self) -> str | None:
        """Why the lease holds no more, None while it does. Looks at the child, but neither waits nor runs anything."""
        if self._reason is None:
            self._reason = self._reason_now()
        return self._reason

    # Commands ---------------------------------------------------------------------------------------------------------

    def run(self, command: Callable[[Session], Any]) -> Any:
        """A command in the key's session, which is opened first where the child has none."""
        return self._run(lambda: command(self._session()))

    def health(self, token: CancelToken | None = None) -> None:
        self._run(lambda: self._worker.supervisor.health(token))

    def cycle(self) -> None:
        """Replace the worker's child, at the price of this lease and every other one of it."""

        def command() -> None:
            try:
                self._worker.supervisor.cycle()
            except WorkerError as error:
                self._reason = self._reason_of(error)
                raise
            self._reason = "explicit worker cycle"

        self._run(command)

    def set_request_timeout(self, milliseconds: int) -> None:
        """For this lease's commands, and for nobody else's on the same worker (LEASE-06)."""
        self._require_valid()
        self._request_timeout_ms = milliseconds

    def release(self) -> None:
        """Give the worker back, once a command in flight has ended. A second time is refused (LEASE-02)."""
        changed = self._pool.changed
        with changed:
            if self.released:
                raise self._invalidated("lease was released")
            self._released = True
            while self._in_flight:
                changed.wait()
            self._pool.give_back(self._worker)

    def drop(self) -> None:
        """As release, but a lease that was released before is let be."""
        try:
            self.release()
        except WorkerError:
            pass

    def __enter__(self) -> Lease:
        return self

    def __exit__(self, *_: object) -> None:
        self.drop()

    # A command's way --------------------------------------------------------------------------------------------------

    def _run(self, command: Callable[[], Any]) -> Any:
        """LEASE-01, in its order."""
        pool, worker = self._pool, self._worker
        with pool.changed:
            self._require_valid()
            self._in_flight += 1
            pool.begin_command(worker)
        try:
            self._require_valid()
            self._meet_policy()
            if self._request_timeout_ms is not None:
                worker.supervisor.set_request_timeout(self._request_timeout_ms)
            return command()
        except WorkerError as error:
            raise self._judged(error) from None
        finally:
            worker.supervisor.set_request_timeout(worker.request_timeout_ms)
            with pool.changed:
                self._in_flight -= 1
                pool.end_command(worker)

    def _meet_policy(self) -> None:
        """A replacement by the pool comes before any work, and costs the lease."""
        reason = self._pool.apply_policy(self._worker)
        if reason is not None:
            self._reason = reason
            raise self._invalidated(reason)

    def _session(self) -> Session:
        worker = self._worker
        if worker.session is None or worker.session.generation != self.generation:
            session = Session.open(worker.supervisor, worker.key.host)
            worker.session = session
        return worker.session

    def _judged(self, error: WorkerError) -> WorkerError:
        """What the caller is told of a failed command; the lease remembers why it does not hold any more (LEASE-04)."""
        if error.kind == "lease_invalidated":
            return error
        if self._reason is None:
            self._reason = self._reason_of(error)
        if error.fields.get("operation") == "worker_session_invalidated":
            return self._invalidated(self.reason or "worker session is gone")
        return error

    def _reason_of(self, error: WorkerError) -> str | None:
        operation = error.fields.get("operation")
        match error.kind:
            case "cancelled" if error.fields["resource"]["work_entered_child"]:
                return f"cancelled during {operation}"
            case "timeout" if operation != "startup":
                return f"timed out during {operation}"
            case "child_exited":
                return "worker child exited"
            case "child_panic_or_abort":
                return "worker child exited fatally"
            case "capability_metadata_mismatch":
                return f"capability metadata mismatch from {error.fields['export']}"
            case "restart_limit_exceeded":
                return "worker restart limit exceeded"
            case _:
                return self._reason_now()

    def _reason_now(self) -> str | None:
        """What can be seen from outside: the pool's end, another generation, a child that is gone."""
        if self._pool.closed:
            return "pool was closed"
        generation = self._worker.supervisor.generation
        if generation != self.generation:
            return f"worker generation changed from {self.generation} to {generation}"
        exit_ = self._worker.supervisor.status()
        if exit_ is None:
            return None
        return "worker child exited" if exit_.success else "worker child exited fatally"

    def _require_valid(self) -> None:
        reason = "lease was released" if self._released else self.reason
        if reason is not None:
            raise self._invalidated(reason)

    def _invalidated(self, reason: str) -> WorkerError:
        return WorkerError("lease_invalidated", reason=reason, message=f"the lease does not hold any more: {reason}")
