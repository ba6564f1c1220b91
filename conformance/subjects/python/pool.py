"""A pool of workers that are lent out by key (POOL-01 to POOL-11).

Who asks with an equal key shares a worker. One condition guards all bookkeeping, and nothing slow happens while it is
held: a worker that is being opened, looked after or used says so in its ``state``, and whoever needs it waits for that.
"""

from __future__ import annotations

import json
import threading
from collections import deque
from time import monotonic

from capability import MetadataQuestion, check_worker, examine
from errors import WorkerError
from lease import Lease
from render import duration_text
from supervisor import Supervisor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from config import Config
    from session import Session

    Task = Callable[["PoolWorker"], None]

OPENING, IDLE, TENDED, IN_COMMAND = "opening", "idle", "tended", "in_command"

# What two workers' figures are added up for in a snapshot; `worker_restarts` is the workers' `restarts`.
SUMS = (
    "rss_samples_unavailable",
    "requests",
    "imports",
    "explicit_cycles",
    "max_request_restarts",
    "max_import_restarts",
    "rss_restarts",
    "idle_restarts",
    "cancelled_restarts",
    "timeout_restarts",
    "stream_requests",
    "stream_successes",
    "stream_failures",
    "stream_elapsed_us",
    "data_rows_delivered",
    "data_row_payload_bytes",
    "backpressure_waits",
    "backpressure_failures",
)

_ACQUIRE = "worker_pool_acquire_lease"


class PoolConfig:
    """The pool's own limits, None for none. How a worker is started comes with each key's acquire."""

    def __init__(
        self,
        max_workers: int = 1,
        queue_wait_ms: int = 0,
        max_total_rss_kib: int | None = None,
        max_worker_rss_kib: int | None = None,
        idle_cycle_after_ms: int | None = None,
    ) -> None:
        self.max_workers = max(max_workers, 1)
        self.queue_wait_ms = queue_wait_ms
        self.max_total_rss_kib = max_total_rss_kib
        self.max_worker_rss_kib = max_worker_rss_kib
        self.idle_cycle_after_ms = idle_cycle_after_ms


class SessionKey:
    """What a worker is for. Equal keys share one; the figures of a custom policy are no part of a key (POOL-01)."""

    def __init__(
        self,
        project_root: str,
        package: str,
        lib_name: str,
        imports: Sequence[str],
        question: MetadataQuestion | None = None,
        toolchain: str = "",
        custom_policy: bool = False,
    ) -> None:
        self.host = {
            "project_root": project_root,
            "mode": {"kind": "capability", "package": package, "lib_name": lib_name, "manifest_path": None},
            "imports": list(imports),
        }
        self.question = question
        asked = None if question is None else [question.export, question.request, question.expected]
        self._identity = json.dumps([self.host, asked, toolchain, custom_policy], sort_keys=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SessionKey) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)


class PoolWorker:
    """A worker of the pool, with what the pool knows of it."""

    def __init__(self, key: SessionKey, config: Config, predecessor: PoolWorker | None) -> None:
        self.key = key
        self.predecessor = predecessor  # whose place this one takes
        self.request_timeout_ms = config.request_timeout_ms
        self.supervisor = Supervisor(config, start=False)
        self.state = OPENING
        self.leases = 1
        self.freed_at = 0.0
        self.idle_since = 0.0
        self.rss_kib: int | None = None
        self.session: Session | None = None

    def sample(self) -> int | None:
        self.rss_kib = self.supervisor.sample_rss()
        return self.rss_kib


class Pool:
    """Workers by key, and the queue of those who wait for room."""

    def __init__(self, config: PoolConfig) -> None:
        self.changed = threading.Condition()
        self._config = config
        self._workers: dict[SessionKey, PoolWorker] = {}
        self._queue: deque[object] = deque()
        self._closed = False
        self._policy_restarts = 0
        self._queue_timeouts = 0
        self._memory_budget_rejections = 0

    # Acquiring --------------------------------------------------------------------------------------------------------

    def acquire(self, key: SessionKey, config: Config) -> Lease:
        """A lease of the key's worker, which is opened with ``config`` where it is not there. May wait for room."""
        with self.changed:
            worker, task = self._join(key) or self._make_room(key, config)
        if task is not None:
            try:
                task(worker)
            except BaseException:
                self.give_back(worker)
                raise
            finally:
                self._settle(worker)
        return Lease(self, worker)

    def _join(self, key: SessionKey) -> tuple[PoolWorker, Task | None] | None:
        """The key's worker, counted as lent, and what to do with it first. None where it is not there.

        A worker in a command is alive and not idle, and its ceiling is looked at before the next command: nobody has to
        wait for the end of this one.
        """
        while True:
            self._refuse_when_closed()
            worker = self._workers.get(key)
            if worker is None:
                return None
            if worker.state in (IDLE, IN_COMMAND):
                worker.leases += 1
                if worker.state == IN_COMMAND:
                    return worker, None
                worker.state = TENDED
                return worker, self._tend
            self.changed.wait()

    def _make_room(self, key: SessionKey, config: Config) -> tuple[PoolWorker, Task | None]:
        """The place of a new worker, still to be opened; or the key's own, where somebody else made it meanwhile."""
        started = monotonic()
        deadline = started + self._config.queue_wait_ms / 1000
        if self._full() and self._config.queue_wait_ms == 0:
            raise self._exhausted()
        place = object()
        self._queue.append(place)
        try:
            while not (self._queue[0] is place and self._room()):
                remaining = deadline - monotonic()
                if remaining <= 0:
                    raise self._waited_in_vain(monotonic() - started)
                self.changed.wait(remaining)
                joined = self._join(key)
                if joined is not None:
                    return joined
            victim = self._victim() if self._full() else None
            self._check_budget(victim)
            worker = PoolWorker(key, config, victim)
            if victim is not None:
                del self._workers[victim.key]
            self._workers[key] = worker
            return worker, self._open
        finally:
            self._queue.remove(place)
            self.changed.notify_all()

    def _full(self) -> bool:
        return len(self._workers) >= self._config.max_workers

    def _victim(self) -> PoolWorker | None:
        """Of the workers that nobody has, the one that was given back first."""
        warm = [worker for worker in self._workers.values() if worker.state == IDLE and not worker.leases]
        return min(warm, key=lambda worker: worker.freed_at, default=None)

    def _room(self) -> bool:
        return not self._full() or self._victim() is not None

    def _check_budget(self, victim: PoolWorker | None) -> None:
        """Refuse another worker where the others' memory is known and is enough (POOL-03)."""
        limit_kib = self._config.max_total_rss_kib
        if limit_kib is None:
            return
        samples = [worker.sample() for worker in self._workers.values() if worker is not victim]
        current_kib = sum(kib for kib in samples if kib is not None)
        if None in samples or current_kib < limit_kib:
            return
        self._memory_budget_rejections += 1
        raise WorkerError(
            "worker_pool_memory_budget_exceeded",
            current_kib=current_kib,
            limit_kib=limit_kib,
            last_import_stats=None,
            resource=_facts("worker_pool_total_rss_budget", current_rss_kib=current_kib, limit_kib=limit_kib),
            message=f"the pool's workers have {current_kib} KiB, and the budget is {limit_kib} KiB",
        )

    def _open(self, worker: PoolWorker) -> None:
        """Open a new worker as a capability is opened, and sample it."""
        supervisor, predecessor = worker.supervisor, worker.predecessor
        if predecessor is not None:
            predecessor.supervisor.close()  # two children have no room (POOL-08)
            worker.predecessor = None
        supervisor.start()
        worker.session = check_worker(supervisor, worker.key.host, worker.key.question).session
        worker.sample()
        worker.idle_since = monotonic()

    def _tend(self, worker: PoolWorker) -> None:
        """Reopen a worker that is dead; otherwise let the pool's policy look at it (POOL-02, POOL-09)."""
        if worker.supervisor.status() is None:
            self.apply_policy(worker)
            return
        worker.rss_kib = None
        worker.supervisor.cycle()
        try:
            worker.session = examine(worker.supervisor, worker.key.host, worker.key.question).session
        except BaseException:
            worker.supervisor.shutdown()  # so that the next acquire does not take it for one that passed
            raise
        worker.sample()
        worker.idle_since = monotonic()

    # What leases need -------------------------------------------------------------------------------------------------

    def apply_policy(self, worker: PoolWorker) -> str | None:
        """Replace a child that is too large or was idle for too long (POOL-06). Says why, None where it was not."""
        ceiling_kib, idle_ms = self._config.max_worker_rss_kib, self._config.idle_cycle_after_ms
        if ceiling_kib is not None:
            kib = worker.sample()
            if kib is not None and kib >= ceiling_kib:
                self._replace(worker, "rss_ceiling")
                return f"memory policy cycled worker at {kib} KiB RSS with limit {ceiling_kib} KiB"
        if idle_ms is not None:
            idle = monotonic() - worker.idle_since
            if idle >= idle_ms / 1000:
                self._replace(worker, "idle")
                texts = duration_text(int(idle * 1000)), duration_text(idle_ms)
                return "idle policy cycled worker after {} idle with limit {}".format(*texts)
        return None

    def _replace(self, worker: PoolWorker, cause: str) -> None:
        worker.rss_kib = None
        worker.supervisor.cycle(cause)
        worker.idle_since = monotonic()
        with self.changed:
            self._policy_restarts += 1

    def begin_command(self, worker: PoolWorker) -> None:
        """Wait for this command's turn on the worker."""
        with self.changed:
            while worker.state != IDLE:
                self.changed.wait()
            worker.state = IN_COMMAND

    def end_command(self, worker: PoolWorker) -> None:
        worker.idle_since = monotonic()
        self._settle(worker)

    def give_back(self, worker: PoolWorker) -> None:
        """One lease less."""
        with self.changed:
            worker.leases -= 1
            worker.freed_at = monotonic()
            if worker.state == OPENING:  # it never came to life
                self._forget(worker)
            self.changed.notify_all()

    def _settle(self, worker: PoolWorker) -> None:
        with self.changed:
            worker.state = IDLE
            self.changed.notify_all()

    def _forget(self, worker: PoolWorker) -> None:
        if self._workers.get(worker.key) is worker:
            del self._workers[worker.key]

    # The rest ---------------------------------------------------------------------------------------------------------

    @property
    def closed(self) -> bool:
        return self._closed

    def snapshot(self) -> dict[str, Any]:
        """What there is and what it did, without a name of any of it (POOL-05)."""
        with self.changed:
            workers = [worker for worker in self._workers.values() if worker.state != OPENING]
            active = sum(1 for worker in workers if worker.leases)
            stats = [worker.supervisor.stats() for worker in workers]
            samples = [worker.rss_kib for worker in workers]
            last = max(workers, key=lambda worker: worker.supervisor.restarted_at, default=None)
            return {
                "max_workers": self._config.max_workers,
                "workers": len(workers),
                "active_workers": active,
                "warm_leases": len(workers) - active,
                "queue_depth": len(self._queue),
                "total_child_rss_kib": None if None in samples else sum(kib or 0 for kib in samples),
                **{name: sum(each[name] for each in stats) for name in SUMS},
                "worker_restarts": sum(each["restarts"] for each in stats),
                "policy_restarts": self._policy_restarts,
                "queue_timeouts": self._queue_timeouts,
                "memory_budget_rejections": self._memory_budget_rejections,
                "last_restart_reason": last.supervisor.stats()["last_restart_reason"] if last else None,
            }

    def close(self) -> None:
        """Send away who waits, and end every worker, whatever it is doing (POOL-10)."""
        with self.changed:
            self._closed = True
            workers = list(self._workers.values())
            workers += [worker.predecessor for worker in workers if worker.predecessor is not None]
            self.changed.notify_all()
        _in_parallel([worker.supervisor.close for worker in workers])

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise WorkerError("shutdown_in_progress", operation=_ACQUIRE)

    def _exhausted(self) -> WorkerError:
        most = self._config.max_workers
        return WorkerError(
            "worker_pool_exhausted",
            max_workers=most,
            resource=_facts("worker_pool_max_workers"),
            message=f"all {most} workers of the pool are for other keys",
        )

    def _waited_in_vain(self, seconds: float) -> WorkerError:
        self._queue_timeouts += 1
        waited_ms = int(seconds * 1000)
        return WorkerError(
            "worker_pool_queue_timeout",
            waited_ms=waited_ms,
            resource=_facts("worker_pool_queue_timeout", duration_ms=waited_ms),
            message=f"no room in the pool after {duration_text(waited_ms)}",
        )


def _facts(cause: str, **known: int) -> dict[str, Any]:
    """Resource facts of a refusal: nothing has met a child (POOL-07)."""
    unknown = ("current_rss_kib", "limit_kib", "import_count", "worker_generation", "restart_reason", "duration_ms")
    return {
        "cause": cause,
        "operation": _ACQUIRE,
        "work_entered_child": False,
        **dict.fromkeys(unknown),
        "import_like_requests": None,
        "import_like_admitted": None,
        "last_import_stats": None,
        **known,
    }


def _in_parallel(jobs: list[Callable[[], None]]) -> None:
    """Run all; the first failure is raised when all have ended."""
    failures: list[WorkerError] = []

    def run(job: Callable[[], None]) -> None:
        try:
            job()
        except WorkerError as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
