"""An actor: one project's worker behind a mailbox (ACTOR-01 to ACTOR-14).

One thread takes jobs from the mailbox, one after the other, and is the only one that asks the supervisor for anything.
Restarts of every kind end in one book: those that the supervisor makes by itself (it asks ``admit`` before and says
``restarted`` after), those that the actor asks for, and those in which a new supervisor takes the place of the old.
"""

from __future__ import annotations

import threading
from time import monotonic

from books import Books, RestartEvent, actor_cause
from errors import WorkerError
from mailbox import Letter, Mailbox
from render import duration_text
from supervisor import Supervisor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from call import CancelToken
    from config import Config

SESSION_MISSING = "lean_rs.worker.session_missing"
_INVALIDATED = "worker_session_invalidated"
_DEATHS = {"child_exited": "child_exit", "child_panic_or_abort": "child_abort"}
_EXHAUSTED = frozenset(("restart_limit_exceeded", "shutdown_in_progress"))

# A planned restart may take a job's session away before the job was sent; more than one in a row means that the limits
# leave no room for a session and a job.
SESSION_ATTEMPTS_MAX = 2


class ActorConfig:
    """An actor's limits. ``worker`` has the actor's defaults already; ``session`` is what each child opens, or None."""

    def __init__(
        self,
        worker: Config,
        *,
        session: dict[str, Any] | None = None,
        project_root: str | None = None,
        project_hash: str | None = None,
        session_id: str | None = None,
        toolchain: str | None = None,
        mailbox_capacity: int = 8,
        restart_limit: int = 3,
        restart_window_ms: int = 60_000,
        rss_import_switch_kib: int = 2_097_152,
        rss_post_job_kib: int = 5_242_880,
    ) -> None:
        self.worker = worker
        self.session = session
        self.names = {
            "project_root": project_root,
            "project_hash": project_hash,
            "session_id": session_id,
            "toolchain": toolchain,
        }
        self.mailbox_capacity = mailbox_capacity
        self.restart_limit = restart_limit
        self.restart_window_ms = restart_window_ms
        self.rss_import_switch_kib = rss_import_switch_kib
        self.rss_post_job_kib = rss_post_job_kib


class Job:
    """What to do with the worker. ``perform`` is called with a supervisor and the generation that it needs, or None."""

    def __init__(
        self,
        perform: Callable[[Supervisor, int | None], Any],
        imports: Sequence[str] = (),
        token: CancelToken | None = None,
        admission_wait_millis: int = 0,
    ) -> None:
        self.perform = perform
        self.imports = list(imports)
        self.token = token
        self.admission_wait_millis = admission_wait_millis

    @property
    def fingerprint(self) -> str:
        return "\n".join(self.imports)

    @property
    def cancelled(self) -> bool:
        return self.token is not None and self.token.is_set


class _Run:
    """One job on its way."""

    def __init__(self, job: Job, queue_wait_millis: int, restarts_before: int) -> None:
        self.job = job
        self.queue_wait_millis = queue_wait_millis
        self.restarts_before = restarts_before
        self.retries = 0


class Actor:
    """One project's worker. Making it starts the worker, and opens its session; raises WorkerError where that fails."""

    def __init__(self, config: ActorConfig) -> None:
        self._config = config
        self._books = Books(config.restart_limit, config.restart_window_ms / 1000)
        self._mailbox = Mailbox(config.mailbox_capacity, self._refusal)
        self._base = 1
        self._supervisor: Supervisor | None = None
        self._lost_to = "worker_internal"  # what cost the last supervisor, where there is none
        self._lost_because = ""
        self._session_generation: int | None = None
        self._cause: str | None = None  # of a restart that the actor itself asks the supervisor for
        self._asked = ("", 0.0)  # the last restart that was asked for: cause and beginning
        self._refused: str | None = None
        self._unhealthy_reason: str | None = None
        self._fingerprint: str | None = None
        self._switches = 0
        self._rss_kib: int | None = None
        self._abandoned = False
        self._open()
        self._known = self._runtime(None)
        self._thread = threading.Thread(target=self._work, name="actor", daemon=True)
        self._thread.start()

    # From any thread --------------------------------------------------------------------------------------------------

    def post(self, job: Job) -> Letter:
        """Put a job into the mailbox, or refuse it. The letter's ``wait`` gives (value, runtime facts) or raises."""
        return self._mailbox.post(job)

    def facts(self) -> dict[str, Any]:
        """What is known without a call, as of the last answer (ACTOR-14)."""
        return {
            "runtime": self._known,
            "healthy": self._unhealthy_reason is None,
            "unhealthy_reason": self._unhealthy_reason,
            "events": self._books.events(),
        }

    def shut_mailbox(self) -> None:
        """Take no more jobs. Those that wait are told at once; one that runs may end."""
        self._send_away(retry_after_ms=None)

    def stop(self) -> None:
        """Shut the mailbox, and return when the worker is gone."""
        self.shut_mailbox()
        self._thread.join()

    def close(self) -> None:
        """Give up: a job that runs is interrupted."""
        self._abandoned = True
        self.shut_mailbox()
        supervisor = self._supervisor
        if supervisor is not None:
            supervisor.close()
        self._thread.join()

    # The watcher of the supervisor ------------------------------------------------------------------------------------

    def admit(self, cause: str) -> bool:
        """Whether the supervisor may restart its child (ACTOR-05)."""
        return self._ask(self._cause or actor_cause(cause))

    def restarted(self, cause: str) -> None:
        """The supervisor has restarted its child."""
        name, began = self._asked
        self._record(name, f"supervisor restarted its child: {cause}", began)

    # The actor's thread -----------------------------------------------------------------------------------------------

    def _work(self) -> None:
        try:
            while (letter := self._mailbox.take()) is not None:
                answer = self._answer(letter)
                self._mailbox.finish()
                answer()
        finally:
            self._discard()
            self._mailbox.end()

    def _answer(self, letter: Letter) -> Callable[[], None]:
        """Do a job. What is returned answers it."""
        waited = int((monotonic() - letter.posted_at) * 1000)
        run = _Run(letter.job, waited, self._books.total)
        try:
            value = self._run(run)
            runtime = self._publish(run)
            return lambda: letter.answer((value, runtime))
        except WorkerError as error:
            failure = self._turn_unhealthy(run, error) if self._refused else error
            failure.fields["runtime"] = self._publish(run)
        except Exception as error:
            failure = error
        return lambda: letter.fail(failure)

    def _run(self, run: _Run) -> Any:
        """A job, and once more where ACTOR-09 grants that."""
        job = run.job
        if not job.cancelled:
            self._switch(job)
        while True:
            supervisor = None
            written = 0
            try:
                supervisor = self._require_supervisor()
                written = supervisor.stats()["requests"]
                value = self._attempt(supervisor, job)
                break
            except WorkerError as error:
                if self._refused:
                    raise
                entered = supervisor is not None and supervisor.stats()["requests"] > written
                self._judge(run, error, entered=entered)
        self._fingerprint = job.fingerprint
        self._check_memory()
        return value

    def _attempt(self, supervisor: Supervisor, job: Job) -> Any:
        """Ask the child, which has its session by then. A session that a planned restart took is opened again."""
        host = self._config.session
        if job.cancelled:
            return job.perform(supervisor, None)
        for _ in range(SESSION_ATTEMPTS_MAX):
            exit_ = supervisor.status()
            if exit_ is not None:
                raise WorkerError.of_exit(exit_)
            if host is not None and self._session_generation != supervisor.generation:
                self._session_generation, _stats = supervisor.open_session(host, job.token)
            try:
                return job.perform(supervisor, self._session_generation)
            except WorkerError as error:
                if error.fields.get("operation") != _INVALIDATED:
                    raise
                failure = error
        raise failure

    def _judge(self, run: _Run, error: WorkerError, *, entered: bool) -> None:
        """Return where the job is to run once more; raise what it is answered otherwise (ACTOR-09)."""
        match error.kind:
            case "child_exited" | "child_panic_or_abort":
                self._once_more(run, _DEATHS[error.kind], "worker_died_after_retry", error)
            case "worker" if error.fields["code"] == SESSION_MISSING:
                self._once_more(run, "session_missing", "session_missing", error)
            case "rss_hard_limit_exceeded":
                raise self._over_limit(run, error)
            case "timeout":
                raise self._unavailable(run, f"timeout: {error}", retryable=True, restart_cause="timeout")
            case kind if kind in _EXHAUSTED and not self._abandoned:
                # FIX-15: a supervisor that takes no more restarts is of no use any more.
                self._lose(self._asked[0], str(error))
                if entered:
                    raise error
            case _:
                raise error

    def _once_more(self, run: _Run, cause: str, reason: str, error: WorkerError) -> None:
        if run.retries:
            raise self._unavailable(run, f"{reason}: {error}", retryable=True, restart_cause=cause)
        run.retries += 1
        self._lose(cause, str(error))

    def _switch(self, job: Job) -> None:
        """Other imports than before: count it, and begin with a fresh child where this one is large (ACTOR-06)."""
        if self._fingerprint is None or self._fingerprint == job.fingerprint:
            return
        self._switches += 1
        kib = self._sample()
        if kib is not None and kib >= self._config.rss_import_switch_kib:
            self._cycle("rss_import_switch")

    def _check_memory(self) -> None:
        """Give up a child that has become large, before the answer; which does not depend on it (ACTOR-07, FIX-16)."""
        kib = self._sample()
        if kib is not None and kib >= self._config.rss_post_job_kib:
            self._cycle("rss_post_job")

    # The worker -------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        """The first worker. A failure leaves nothing."""
        try:
            supervisor = self._start()
            if self._config.session is not None:
                self._session_generation, _ = supervisor.open_session(self._config.session)
        except WorkerError as error:
            self._discard()
            if error.kind == "rss_hard_limit_exceeded":
                raise self._over_limit(None, error) from None
            raise
        except BaseException:
            self._discard()
            raise

    def _start(self) -> Supervisor:
        """Start a supervisor. It is known before its child runs, so that ``close`` can interrupt it."""
        supervisor = Supervisor(self._config.worker, start=False, watcher=self)
        self._supervisor = supervisor
        self._session_generation = None
        try:
            if self._abandoned:
                supervisor.close()
            supervisor.start()
        except BaseException:
            self._supervisor = None
            raise
        return supervisor

    def _require_supervisor(self) -> Supervisor:
        """The supervisor, or a new one for one that was lost (ACTOR-08): accounted whether it comes up or not."""
        if self._supervisor is None:
            if not self._ask(self._lost_to):
                raise WorkerError("restart_limit_exceeded", message=self._lost_because)
            self._base += 1
            self._record(self._lost_to, self._lost_because, self._asked[1])
            self._start()
        assert self._supervisor is not None
        return self._supervisor

    def _cycle(self, cause: str) -> None:
        """A planned restart. Where it fails, the next who needs a worker makes one."""
        supervisor = self._require_supervisor()
        before = self._books.total
        self._cause = cause
        try:
            supervisor.cycle()
        except WorkerError as error:
            if self._books.total == before:
                self._lose(cause, str(error))
        finally:
            self._cause = None

    def _lose(self, cause: str, reason: str) -> None:
        """Give the supervisor up, where there still is one. Who needs a worker next makes another."""
        self._lost_to, self._lost_because = cause, reason
        self._discard()

    def _discard(self) -> None:
        """Drop the supervisor. What was its generation is the last one seen."""
        supervisor = self._supervisor
        if supervisor is not None:
            self._base += supervisor.generation
            self._supervisor = None
            supervisor.close()

    def _sample(self) -> int | None:
        supervisor = self._supervisor
        self._rss_kib = supervisor.sample_rss() if supervisor is not None else None
        return self._rss_kib

    # Books ------------------------------------------------------------------------------------------------------------

    def _ask(self, cause: str) -> bool:
        self._asked = (cause, monotonic())
        if not self._books.admits(*self._asked):
            self._refused = cause
            return False
        return True

    def _record(self, cause: str, reason: str, began: float) -> None:
        config = self._config
        limits = {
            "rss_post_job": config.rss_post_job_kib if self._cause else config.worker.policy.max_rss_kib,
            "rss_import_switch": config.rss_import_switch_kib,
            "rss_hard_limit_exceeded": config.worker.rss_hard_limit_kib,
        }
        limit_kib = limits.get(cause)
        supervisor = self._supervisor
        kib = supervisor.stats()["last_rss_kib"] if limit_kib is not None and supervisor is not None else None
        self._books.record(RestartEvent(cause, reason, self._generation(), kib, limit_kib), began)

    def _generation(self) -> int:
        supervisor = self._supervisor
        return self._base + (supervisor.generation if supervisor is not None else 0)

    def _runtime(self, run: _Run | None) -> dict[str, Any]:
        """The facts that come with each answer; neutral about a job where there is none (ACTOR-10, ACTOR-14)."""
        facts = self._books.facts()
        restarted = run is not None and facts["restarts_total"] > run.restarts_before
        return {
            "worker_generation": self._generation(),
            "worker_restarted": restarted,
            "retry_count": run.retries if run else 0,
            "admission_wait_millis": run.job.admission_wait_millis if run else 0,
            "queue_wait_millis": run.queue_wait_millis if run else 0,
            "call_restart": facts["last_restart"] if restarted else None,
            "rss_kib": self._rss_kib,
            "worker_lanes": 1,
            "import_profile": run.job.fingerprint if run else None,
            "profile_switch_count": self._switches,
            **facts,
        }

    def _publish(self, run: _Run) -> dict[str, Any]:
        """The facts of an answer. What of them is not the job's own is known from then on."""
        runtime = self._runtime(run)
        self._known = {**self._runtime(None), "import_profile": runtime["import_profile"]}
        return runtime

    # Refusals ---------------------------------------------------------------------------------------------------------

    def _unavailable(self, run: _Run | None, reason: str, *, retryable: bool, **known: Any) -> WorkerError:
        """Kind unavailable; what is not ``known`` does not apply (ACTOR-11)."""
        runtime = self._runtime(run)
        fields: dict[str, Any] = {
            "retryable": retryable,
            "worker_restarted": runtime["worker_restarted"],
            **self._config.names,
            "imports": run.job.imports if run else None,
            "worker_generation": runtime["worker_generation"],
            "reason": reason,
            "restart_cause": None,
            "rss_kib": None,
            "limit_kib": None,
            "retry_after_millis": None,
            "restarts_in_window": None,
            "window_millis": None,
            "runtime": runtime,
            "message": reason,
        }
        return WorkerError("unavailable", **{**fields, **known})

    def _over_limit(self, run: _Run | None, error: WorkerError) -> WorkerError:
        return self._unavailable(
            run,
            str(error),
            retryable=False,
            worker_restarted=True,
            restart_cause="rss_hard_limit_exceeded",
            rss_kib=error.fields["current_kib"],
            limit_kib=error.fields["limit_kib"],
        )

    def _turn_unhealthy(self, run: _Run, error: WorkerError) -> WorkerError:
        """The limit is reached: no more jobs, no more worker, for good (ACTOR-05)."""
        cause, count, window_ms = self._refused, self._books.in_window(), self._config.restart_window_ms
        window = duration_text(window_ms)
        reason = f"restart_limit_exceeded after {count} restarts in {window}; latest: {cause}: {error}"
        self._unhealthy_reason = reason
        self._mailbox.end()
        self._send_away(retry_after_ms=window_ms)
        self._discard()
        return self._unavailable(
            run,
            reason,
            retryable=False,
            restart_cause=cause,
            retry_after_millis=window_ms,
            restarts_in_window=count,
            window_millis=window_ms,
        )

    def _send_away(self, retry_after_ms: int | None) -> None:
        """Close the mailbox and answer what waits in it (ACTOR-02, FIX-17)."""
        for letter in self._mailbox.close():
            waited = int((monotonic() - letter.posted_at) * 1000)
            run = _Run(letter.job, waited, self._books.total)
            known = {} if retry_after_ms is None else {"retry_after_millis": retry_after_ms}
            retryable = retry_after_ms is None
            letter.fail(self._unavailable(run, "project_shutting_down", retryable=retryable, **known))

    def _refusal(self, job: Job, reason: str, retryable: bool) -> WorkerError:
        """A job that is not taken; one that comes to an unhealthy actor is told when another may serve it."""
        late = self._config.restart_window_ms if self._refused else None
        run = _Run(job, 0, self._books.total)
        return self._unavailable(run, reason, retryable=retryable and not self._refused, retry_after_millis=late)
