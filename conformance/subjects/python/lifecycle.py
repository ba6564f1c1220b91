"""The life of a supervisor's children, one at a time: start, replace, stop, kill, reap.

The supervisor asks; what is done here leaves, whatever goes wrong, either a child that runs or nothing of it.
The caller holds the supervisor's lock.
"""

from __future__ import annotations

from time import monotonic

from child import Child, DeadlinePassed, Interrupted
from counters import RestartWindow
from errors import Exit, WorkerError
from wire import (
    PROTOCOL_VERSION,
    Diagnostic,
    EndOfStream,
    Handshake,
    Progress,
    Response,
    Row,
    VersionMismatch,
    WireError,
    decode_message,
    encode_message,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol

    from config import Config
    from counters import Counters

    class Watcher(Protocol):
        """Who has a say in restarts beside the window, and is told of each."""

        def admit(self, cause: str) -> bool: ...

        def restarted(self, cause: str) -> None: ...


# A child whose stdout ended is about to die, unless it only closed it: how long its own exit is waited for (FIX-04).
EOF_GRACE_S = 1.0
EOF_GRACE_S_MIN = 0.05

ABSENT = "absent"
STARTING = "starting"
IDLE = "idle"
BUSY = "busy"
STREAMING = "streaming"
STOPPING = "stopping"
KILLING = "killing"
REAPING = "reaping"
CRASHED = "crashed"
RESTART_EXHAUSTED = "restart_exhausted"
EXITED = "exited"


class ShutdownReport:
    """How a shutdown went (SHUT-01). Times are in seconds; ``kill_elapsed`` is None where nothing was killed."""

    def __init__(
        self,
        outcome: str,
        exit_: Exit,
        graceful_timeout: float,
        elapsed: float,
        kill_elapsed: float | None,
        wait_elapsed: float,
    ) -> None:
        self.outcome = outcome
        self.exit = exit_
        self.graceful_timeout = graceful_timeout
        self.elapsed = elapsed
        self.kill_elapsed = kill_elapsed
        self.wait_elapsed = wait_elapsed


class Lifecycle:
    """The state machine's slow transitions, and what they leave behind.

    ``requests`` and ``imports`` count what was written in this generation, ``idle_since`` is when the last request
    ended; the supervisor keeps them up to date and a replacement sets them back.
    """

    def __init__(self, config: Config, counters: Counters, wake_fd: int, watcher: Watcher | None = None) -> None:
        self.state = ABSENT
        self.child: Child | None = None
        self.last_exit: Exit | None = None
        self.metadata: dict[str, Any] = {}
        self.generation = 0
        self.requests = 0
        self.imports = 0
        self.idle_since = 0.0
        self._config = config
        self._counters = counters
        self._wake_fd = wake_fd
        self._watcher = watcher
        self._window = RestartWindow(config.restart_limit_max, config.restart_limit_window_ms / 1000)

    def is_alive(self) -> bool:
        """Whether there is a living child; one that died unseen is reaped on the way."""
        child = self.child
        if child is None:
            return False
        if child.exited():
            self._record_exit(child)
            return False
        return True

    def require_child(self) -> Child:
        """The child, where the caller knows that there is one."""
        assert self.child is not None
        return self.child

    def exit(self) -> Exit:
        """How the last child ended."""
        return self.last_exit or Exit.unknown()

    # Starting ---------------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start a child and shake hands. A failure leaves nothing of it and records no exit."""
        config = self._config
        before = self.state
        self.state = STARTING
        deadline = monotonic() + config.startup_timeout_ms / 1000
        try:
            self.child = Child.launch(
                config.executable, config.args, config.env, config.cwd, config.max_frame_bytes, self._wake_fd
            )
            self.metadata = self._shake_hands(self.child, deadline)
        except BaseException:
            if self.child is None:
                self.state = before
            raise
        self.requests = 0
        self.imports = 0
        self.idle_since = monotonic()
        self.state = IDLE

    def _shake_hands(self, child: Child, deadline: float) -> dict[str, Any]:
        cap = self._config.max_frame_bytes
        try:
            frame = child.receive(deadline)
            if frame is None:
                raise DeadlinePassed
            handshake = _accept_handshake(frame)
            child.send(encode_message("configure_frame_limit", {"max_frame_bytes": cap}, cap), deadline - monotonic())
        except DeadlinePassed:
            self._abandon(child)
            duration_ms = self._config.startup_timeout_ms
            facts = self.facts("worker_timeout", False, "startup", duration_ms / 1000)
            raise WorkerError("timeout", operation="startup", duration_ms=duration_ms, resource=facts) from None
        except (EndOfStream, BrokenPipeError):
            child.exited(min(deadline, monotonic() + EOF_GRACE_S))
            raise WorkerError.of_exit(self._abandon(child), "the worker left before the handshake was over") from None
        except WireError as error:
            raise WorkerError.of_exit(self._abandon(child), str(error)) from None
        except Interrupted:
            self._abandon(child)
            raise WorkerError("shutdown_in_progress", operation="startup") from None
        except BaseException:
            self._abandon(child)
            raise
        return {
            "worker_version": handshake.worker_version,
            "protocol_version": handshake.protocol_version,
            "lean_version": None,
        }

    def _abandon(self, child: Child) -> Exit:
        """Kill and reap a child that never became a worker."""
        self._kill_and_wait(child)
        self.child = None
        return child.collect()

    # Replacing --------------------------------------------------------------------------------------------------------

    def replace(self, cause: str, *, graceful: bool) -> None:
        """Stop the child, ask the window, start another: in that order, so never two at once (RESTART-01)."""
        counters = self._counters
        started = monotonic()
        counters.replacement_attempts += 1
        try:
            self.stop(graceful=graceful)
        except WorkerError:
            counters.record_replacement_failure("stop_failed")
            raise
        self._admit(cause, started)
        counters.record_restart(cause, started)
        spawning = monotonic()
        try:
            self.start()
            self.generation += 1  # FIX-11
        except WorkerError:
            counters.record_replacement_failure("spawn_failed")
            raise
        finally:
            if self._watcher is not None:
                self._watcher.restarted(cause)
        now = monotonic()
        counters.record_replacement(cause, now - spawning, now - started)

    def _admit(self, cause: str, started: float) -> None:
        """Let a restart pass, or be exhausted for good (RESTART-04, RESTART-09)."""
        if self.state != RESTART_EXHAUSTED:
            watched = self._watcher is None or self._watcher.admit(cause)
            if watched and self._window.admit(started):
                return
        self.state = RESTART_EXHAUSTED
        self._counters.record_replacement_failure("restart_limit_exceeded")
        raise WorkerError(
            "restart_limit_exceeded", restarts=len(self._window), window_ms=self._config.restart_limit_window_ms
        )

    # Ending -----------------------------------------------------------------------------------------------------------

    def stop(self, *, graceful: bool) -> ShutdownReport:
        """The shutdown tree (SHUT-01)."""
        started = monotonic()
        patience = self._config.shutdown_timeout_ms / 1000
        if not self.is_alive():
            return ShutdownReport("already_exited", self.exit(), patience, monotonic() - started, None, 0.0)
        outcome = self._ask_to_leave(started + patience) if graceful else "kill_only"
        kill_elapsed = None
        if outcome == "graceful":
            exit_ = self._record_exit(self.require_child())
        else:
            killing = monotonic()
            exit_ = self.kill_and_reap()
            kill_elapsed = monotonic() - killing
        elapsed = monotonic() - started
        return ShutdownReport(outcome, exit_, patience, elapsed, kill_elapsed, kill_elapsed or elapsed)

    def _ask_to_leave(self, until: float) -> str:
        """Send `terminate` and wait for the child's end. Anything but `graceful` means that it still runs."""
        self.state = STOPPING
        child = self.require_child()
        frame = encode_message("request", {"op": "terminate"}, self._config.max_frame_bytes)
        try:
            child.send(frame, until - monotonic())
            while (content := child.receive_unless_exited(until)) is not None and monotonic() < until:
                message = decode_message(content)
                if isinstance(message, Response) and message.status == "terminating":
                    break
                if not isinstance(message, (Row, Diagnostic, Progress)):
                    return "graceful_protocol_failed_killed"
        except EndOfStream:
            pass
        except (DeadlinePassed, Interrupted):  # interrupted: the supervisor is being dropped meanwhile
            return "graceful_timed_out_killed"
        except (BrokenPipeError, WireError):
            return "graceful" if child.exited() else "graceful_protocol_failed_killed"
        return "graceful" if child.exited(until) else "graceful_timed_out_killed"

    def bury(self, patience: float) -> tuple[Exit, bool]:
        """Reap a child whose side of a pipe is gone. Its own end is waited for a moment, then enforced (FIX-04).

        Returns the exit and whether the child ended by itself.
        """
        self.state = CRASHED
        child = self.require_child()
        grace = min(EOF_GRACE_S, max(patience, EOF_GRACE_S_MIN))
        if child.exited(monotonic() + grace):
            return self._record_exit(child), True
        return self.kill_and_reap(), False

    def kill_and_reap(self) -> Exit:
        """End the child at once. Raises `wait_timeout`, `kill` or `wait` (SHUT-02)."""
        child = self.require_child()
        self._kill_and_wait(child)
        return self._record_exit(child)

    def _kill_and_wait(self, child: Child) -> None:
        self.state = KILLING
        child.kill()
        self.state = REAPING
        duration_ms = self._config.kill_wait_ms
        if not child.exited(monotonic() + duration_ms / 1000):
            raise WorkerError("wait_timeout", operation="kill_wait", duration_ms=duration_ms)

    def _record_exit(self, child: Child) -> Exit:
        """Reap a child that is dead and remember how it ended."""
        self.child = None
        self.state = EXITED
        exit_ = child.collect()
        self.last_exit = exit_
        self._counters.exits += 1
        return exit_

    # Telling ----------------------------------------------------------------------------------------------------------

    def facts(self, cause: str, entered: bool, operation: str, seconds: float) -> dict[str, Any]:
        """Resource facts as they are now, which for a replaced child is after the restart (FACTS-01)."""
        counters = self._counters
        return {
            "cause": cause,
            "work_entered_child": entered,
            "operation": operation,
            "current_rss_kib": counters.last_rss_kib,
            "limit_kib": self._config.rss_hard_limit_kib,
            "import_count": counters.imports,
            "worker_generation": self.generation,
            "restart_reason": counters.last_restart_reason,
            "duration_ms": round(seconds * 1000),
            "import_like_requests": counters.import_like_admission_attempts,
            "import_like_admitted": counters.import_like_admitted,
            "last_import_stats": counters.last_import_stats,
        }


def _accept_handshake(frame: bytes) -> Handshake:
    message = decode_message(frame)
    if not isinstance(message, Handshake):
        raise WireError(f"worker sent a {message.label} message instead of its handshake")
    if message.protocol_version != PROTOCOL_VERSION:
        raise VersionMismatch(message.protocol_version)
    return message
