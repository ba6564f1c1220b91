"""A supervisor of one worker process behind framed pipes.

It starts the child, sends it one request at a time, streams rows back under back-pressure, cancels and times out,
watches its memory, restarts it within limits, shuts it down and leaves nothing behind::

    with Supervisor(Config("/usr/bin/worker")) as worker:
        worker.health()
        summary = worker.stream("demo", '{"n":3}', rows=lambda row: print(row.payload))

Any thread may call; calls on one supervisor take turns. Every failure is a WorkerError.
"""

from __future__ import annotations

import os
import threading
from time import monotonic

from child import Child, Interrupted, DeadlinePassed
from counters import Counters, RestartWindow
from errors import Exit, WorkerError
from operations import FAILURE_ANSWERS, OPERATIONS, Operation
from wire import (
    FRAME_BYTES_DEFAULT,
    FRAME_BYTES_MAX,
    FRAME_BYTES_MIN,
    PROTOCOL_VERSION,
    DecodeError,
    Diagnostic,
    EndOfStream,
    Forbidden,
    Handshake,
    Progress,
    Response,
    Row,
    VersionMismatch,
    WireError,
    decode_message,
    encode_message,
    parse_string,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Self

    RowSink = Callable[[Row], object]
    ProgressSink = Callable[[Progress], object]
    DiagnosticSink = Callable[[Diagnostic], object]
    RowDecoder = Callable[[str], object]

# A child whose stdout ended is about to die, unless it only closed it: how long its own exit is waited for (FIX-04).
EOF_GRACE_S = 1.0
EOF_GRACE_S_MIN = 0.05
# A sink that took this long while this many events, or a pipe full, came in behind it was waited for (STREAM-06).
SLOW_SINK_S = 0.00025
BACKLOG_EVENTS = 64
BACKLOG_BYTES = 49_152

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

_REFUSING = frozenset((STOPPING, KILLING, REAPING, RESTART_EXHAUSTED))  # REQ-04
_STREAM_SUCCESSES = frozenset(("stream_complete", "rows_complete"))  # STREAM-04


class Policy:
    """When a child is replaced before a request (POLICY-01). None disables a rule."""

    def __init__(
        self,
        max_requests: int | None = None,
        max_imports: int | None = None,
        max_rss_kib: int | None = None,
        idle_restart_after_ms: int | None = None,
    ) -> None:
        self.max_requests = _floor(max_requests, 1)
        self.max_imports = _floor(max_imports, 1)
        self.max_rss_kib = _floor(max_rss_kib, 1)
        self.idle_restart_after_ms = idle_restart_after_ms


class Config:
    """How a supervisor treats its child. Values under their floor are raised to it (DEFAULT-01)."""

    def __init__(
        self,
        executable: str,
        args: Sequence[str] = (),
        env: Sequence[tuple[str, str]] = (),
        cwd: str | None = None,
        *,
        startup_timeout_ms: int = 10_000,
        request_timeout_ms: int = 30_000,
        shutdown_timeout_ms: int = 2_000,
        kill_wait_ms: int = 5_000,
        max_frame_bytes: int = FRAME_BYTES_DEFAULT,
        rss_hard_limit_kib: int | None = None,
        rss_sample_interval_ms: int = 250,
        restart_limit_max: int = 16,
        restart_limit_window_ms: int = 60_000,
        policy: Policy | None = None,
    ) -> None:
        self.executable = executable
        self.args = list(args)
        self.env = list(env)
        self.cwd = cwd
        self.startup_timeout_ms = startup_timeout_ms
        self.request_timeout_ms = request_timeout_ms
        self.shutdown_timeout_ms = shutdown_timeout_ms
        self.kill_wait_ms = kill_wait_ms
        self.max_frame_bytes = min(max(max_frame_bytes, FRAME_BYTES_MIN), FRAME_BYTES_MAX)
        self.rss_hard_limit_kib = _floor(rss_hard_limit_kib, 1)
        self.rss_sample_interval_ms = max(rss_sample_interval_ms, 1)
        self.restart_limit_max = max(restart_limit_max, 1)
        self.restart_limit_window_ms = max(restart_limit_window_ms, 1)
        self.policy = policy or Policy()


class CancelToken:
    """Asks a call to stop. Any thread may set it, any number of times."""

    __slots__ = ("is_set",)

    def __init__(self) -> None:
        self.is_set = False

    def set(self) -> None:
        self.is_set = True


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


class _Ended(Exception):
    """The conversation about one request is over, and the generation with it."""


class _Expired(_Ended):
    pass


class _TokenSeen(_Ended):
    pass


class _OverLimit(_Ended):
    def __init__(self, kib: int) -> None:
        super().__init__()
        self.kib = kib


class _SinkFailed(_Ended):
    def __init__(self, kind: str, error: Exception) -> None:
        super().__init__()
        self.kind = kind
        self.message = str(error) or type(error).__name__


class _RowUndecodable(_Ended):
    def __init__(self, row: Row, error: Exception) -> None:
        super().__init__()
        self.row = row
        self.message = str(error) or type(error).__name__


class _Call:
    """One admitted request, from its write to its one terminal outcome (REQ-02)."""

    __slots__ = (
        "deadline",
        "decode",
        "diagnostics",
        "entered",
        "export",
        "operation",
        "progress",
        "rows",
        "started",
        "timeout",
        "token",
        "waited",
    )

    def __init__(
        self,
        operation: Operation,
        token: CancelToken | None = None,
        *,
        rows: RowSink | None = None,
        progress: ProgressSink | None = None,
        diagnostics: DiagnosticSink | None = None,
        decode: RowDecoder | None = None,
        export: str = "",
    ) -> None:
        self.operation = operation
        self.token = token
        self.rows = rows
        self.progress = progress
        self.diagnostics = diagnostics
        self.decode = decode
        self.export = export
        self.timeout = 0.0
        self.started = 0.0
        self.deadline = 0.0
        self.entered = False
        self.waited = False

    @property
    def cancelled(self) -> bool:
        return self.token is not None and self.token.is_set


class Supervisor:
    """One supervisor, one child at a time. Making it starts the child; raises WorkerError where that fails."""

    _wake_fd = -1

    def __init__(self, config: Config) -> None:
        self._config = config
        self._lock = threading.Lock()
        self._counters = Counters()
        self._window = RestartWindow(config.restart_limit_max, config.restart_limit_window_ms / 1000)
        self._request_timeout_ms = config.request_timeout_ms
        self._state = ABSENT
        self._child: Child | None = None
        self._last_exit: Exit | None = None
        self._generation = 0
        self._requests_written = 0
        self._generation_requests = 0
        self._generation_imports = 0
        self._idle_since = 0.0
        self._closing = False
        self._closed = threading.Lock()
        self._wake_fd = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        try:
            self._start_child()
        except BaseException:
            self._close_wake_fd()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if self._wake_fd >= 0:
            self.close()

    # Requests ---------------------------------------------------------------------------------------------------------

    def health(self, token: CancelToken | None = None) -> None:
        self._request(_Call(OPERATIONS["health"], token), {})

    def request(
        self,
        op: str,
        body: dict[str, Any],
        token: CancelToken | None = None,
        *,
        progress: ProgressSink | None = None,
        diagnostics: DiagnosticSink | None = None,
    ) -> dict[str, Any]:
        """Any operation by its name on the wire. Returns the fields of the terminal response.

        A child abort that the operation absorbs comes back as a degraded success (REQ-09), one entry for each of
        ``body["targets"]``, which are not sent. Strings that are listed as rows come back collected (REQ-10).
        """
        operation = OPERATIONS.get(op)
        if operation is None:
            raise WorkerError("unsupported_request", operation=f"worker_{op}")
        call = _Call(operation, token, progress=progress, diagnostics=diagnostics)
        if operation.absorbs_abort:
            return self._absorbing(call, body)
        if op == "list_declarations_strings":
            return {"values": self._listed_strings(call, body)}
        return self._request(call, body).fields

    def stream(
        self,
        export: str,
        request_json: str,
        *,
        rows: RowSink | None = None,
        progress: ProgressSink | None = None,
        diagnostics: DiagnosticSink | None = None,
        decode: RowDecoder | None = None,
        token: CancelToken | None = None,
    ) -> dict[str, Any]:
        """Run a streaming export. Rows are tentative until this returns the summary (STREAM-01).

        ``decode`` makes a row's ``record`` from its payload; where it raises ValueError the stream ends (STREAM-07).
        """
        call = _Call(
            OPERATIONS["run_data_stream"],
            token,
            rows=rows,
            progress=progress,
            diagnostics=diagnostics,
            decode=decode,
            export=export,
        )
        body = {"export": export, "request_json": request_json, "progress": progress is not None}
        return self._request(call, body).fields

    def emit_rows(
        self,
        streams: Sequence[str] = (),
        then: str | None = None,
        *,
        rows: RowSink | None = None,
        token: CancelToken | None = None,
    ) -> int:
        """The test operations that emit rows, and then answer, `exit` or `panic`. Returns the child's count."""
        operation = OPERATIONS["emit_test_rows" if then is None else f"emit_test_rows_then_{then}"]
        count: int = self._request(_Call(operation, token, rows=rows), {"streams": list(streams)}).fields["count"]
        return count

    # Life -------------------------------------------------------------------------------------------------------------

    def cycle(self) -> None:
        """Replace the child now, gracefully."""
        with self._lock:
            self._refuse_while_closing()
            self._replace("explicit", graceful=True)

    def shutdown(self, *, graceful: bool = True) -> ShutdownReport:
        """End the child (SHUT-01). The supervisor stays usable for status, stats and for being told no."""
        with self._lock:
            return self._stop(graceful=graceful)

    def close(self) -> None:
        """Drop the supervisor: end a call in flight, then the child, gracefully (SHUT-03). A second close only waits."""
        if not self._closed.acquire(blocking=False):
            with self._lock:
                return
        self._closing = True
        os.eventfd_write(self._wake_fd, 1)
        with self._lock:
            os.eventfd_read(self._wake_fd)
            try:
                self._stop(graceful=True)
            finally:
                self._close_wake_fd()

    def set_request_timeout(self, milliseconds: int) -> None:
        """For later requests, in this generation and the next ones (TIMEOUT-04)."""
        self._request_timeout_ms = milliseconds

    # Looking ----------------------------------------------------------------------------------------------------------

    @property
    def metadata(self) -> dict[str, Any]:
        return dict(self._metadata)

    def status(self) -> Exit | None:
        """How the child ended, or None while it runs. Does not wait for a call in flight."""
        if not self._lock.acquire(blocking=False):
            return self._exit() if self._child is None else None
        try:
            return None if self._is_alive() else self._exit()
        finally:
            self._lock.release()

    def stats(self) -> dict[str, Any]:
        return self._counters.as_dict()

    def snapshot(self) -> dict[str, Any]:
        """The lifecycle in brief (STATS-02)."""
        counters = self._counters
        return {
            "worker_generation": self._generation,
            "restarts": counters.restarts,
            "exits": counters.exits,
            "last_restart_reason": counters.last_restart_reason,
            "last_exit": self._last_exit.as_dict() if self._last_exit else None,
            "last_rss_kib": counters.last_rss_kib,
            "rss_samples_unavailable": counters.rss_samples_unavailable,
        }

    def sample_rss(self) -> int | None:
        """The child's resident memory in KiB now, None where it is unavailable. Counted like every sample."""
        child = self._child
        kib = child.rss_kib() if child else None
        if child is not self._child:  # it was reaped meanwhile, and its pid may be another's
            kib = None
        self._counters.record_rss(kib)
        return kib

    # One request, from the gate to its outcome ------------------------------------------------------------------------

    def _request(self, call: _Call, body: dict[str, Any]) -> Response:
        self._refuse_while_ending()
        with self._lock:
            self._refuse_while_ending()
            return self._admitted(call, body)

    def _admitted(self, call: _Call, body: dict[str, Any]) -> Response:
        """REQ-01, in its order. The caller holds the lock."""
        if call.cancelled:
            raise self._cancelled(call)
        self._require_alive()
        frame = self._encode(call.operation, body)
        self._apply_policy(call.operation)
        self._require_alive()
        self._require_silence()
        try:
            response = self._exchange(call, frame)
        finally:
            self._idle_since = monotonic()  # FIX-09
        return self._judge(call, response)

    def _refuse_while_closing(self) -> None:
        if self._closing:
            raise WorkerError("shutdown_in_progress", operation="worker_request")

    def _refuse_while_ending(self) -> None:
        self._refuse_while_closing()
        if self._state in _REFUSING:
            raise WorkerError("shutdown_in_progress", operation="worker_request")

    def _require_alive(self) -> Child:
        if not self._is_alive():
            raise WorkerError.of_exit(self._exit())
        assert self._child is not None
        return self._child

    def _encode(self, operation: Operation, body: dict[str, Any]) -> bytes:
        """The request's frame. One that cannot be sent counts nothing and harms nothing (WIRE-09)."""
        try:
            return encode_message("request", operation.body(body), self._config.max_frame_bytes)
        except WireError as error:
            raise WorkerError("protocol", message=str(error)) from None
        except KeyError as error:
            raise WorkerError("protocol", message=f"request {operation.op} lacks field {error}") from None

    def _require_silence(self) -> None:
        """What the child said while nobody asked is stale, and ends the generation (FIX-03, REQ-12)."""
        child = self._require_alive()
        try:
            if not child.stale_output():
                return
            label = _stale_label(child)
        except EndOfStream:
            raise self._crashed() from None
        self._kill_and_reap()
        last, current = self._requests_written, self._requests_written + 1
        raise WorkerError(
            "protocol",
            message=f"worker sent stale {label} frame from request {last}, current request is {current} "
            f"(generation {self._generation})",
        )

    def _exchange(self, call: _Call, frame: bytes) -> Response:
        """Write the request and read until its terminal response. Anything else ends the generation."""
        self._state = BUSY
        try:
            self._send(call, frame)
            response = self._converse(call)
        except BaseException as error:
            self._count_stream_end(call, successful=False)
            failure = self._end_generation(call, error)
            if failure is None:
                raise
            raise failure from None
        self._state = IDLE
        return response

    def _send(self, call: _Call, frame: bytes) -> None:
        child = self._require_alive()
        call.timeout = self._request_timeout_ms / 1000
        call.started = child.send(frame, call.timeout)
        call.deadline = call.started + call.timeout  # TIMEOUT-01
        call.entered = True
        counters = self._counters
        self._requests_written += 1
        counters.requests += 1
        self._generation_requests += 1
        if call.operation.import_like:
            counters.imports += 1
            self._generation_imports += 1
        if call.operation.op == "run_data_stream":
            counters.stream_requests += 1

    def _converse(self, call: _Call) -> Response:
        """Deliver what the child says until it answers. The order of precedence is REQ-13's."""
        child = self._require_child()
        limit_kib = self._config.rss_hard_limit_kib
        interval = self._config.rss_sample_interval_ms / 1000
        while True:
            if self._closing:
                raise Interrupted
            if limit_kib is not None:
                kib = self.sample_rss()
                if kib is not None and kib >= limit_kib:
                    raise _OverLimit(kib)
            now = monotonic()
            if now >= call.deadline:
                raise _Expired
            frame = child.receive(call.deadline if limit_kib is None else min(call.deadline, now + interval))
            if frame is None:
                continue
            message = decode_message(frame)
            if isinstance(message, Response):
                return message
            self._deliver(call, message, len(frame))

    def _deliver(self, call: _Call, message: Handshake | Row | Diagnostic | Progress | Forbidden, size: int) -> None:
        if isinstance(message, Row):
            self._deliver_row(call, message, size)
        elif isinstance(message, Progress):
            self._state = STREAMING
            _hand_over(call.progress, message, "progress_panic")
        elif isinstance(message, Diagnostic):
            self._state = STREAMING
            _hand_over(call.diagnostics, message, "diagnostic_sink_panic")
            return  # CANCEL-02: no look at the token after a diagnostic
        else:
            raise WireError(f"worker sent an unexpected {message.label} message during {call.operation.name}")
        if call.cancelled:
            raise _TokenSeen

    def _deliver_row(self, call: _Call, row: Row, size: int) -> None:
        if call.rows is None:
            raise WireError(f"worker sent a data_row message for {call.operation.name}, which takes no rows")
        self._state = STREAMING
        if call.decode is not None:
            try:
                row.record = call.decode(row.payload)
            except ValueError as error:
                raise _RowUndecodable(row, error) from None
        handed_over = monotonic()
        _hand_over(call.rows, row, "data_sink_panic")
        counters = self._counters
        counters.data_rows_delivered += 1
        counters.data_row_payload_bytes += len(row.payload.encode())
        if monotonic() - handed_over >= SLOW_SINK_S:
            backlog = self._require_child().backlog_bytes()
            if backlog >= min(BACKLOG_EVENTS * size, BACKLOG_BYTES):
                counters.backpressure_waits += 1
                call.waited = True

    def _end_generation(self, call: _Call, error: BaseException) -> WorkerError | None:
        """Bury the child after a failed exchange, replace it where the clauses say so, and name the failure.

        None means that ``error`` itself is to be raised. A replacement that fails raises its own error (TIMEOUT-03).
        """
        name = call.operation.name
        match error:
            case EndOfStream() | BrokenPipeError():
                return self._crashed(call, broken_pipe=isinstance(error, BrokenPipeError))
            case WireError():
                self._kill_and_reap()
                return WorkerError("protocol", message=str(error))
            case _SinkFailed():
                self._kill_and_reap()
                return WorkerError(error.kind, message=error.message)
            case _Expired() | DeadlinePassed():
                self._replace("timeout", graceful=False)
                facts = self._facts("worker_timeout", call.entered, name, call.timeout)
                return WorkerError("timeout", operation=name, duration_ms=_ms(call.timeout), resource=facts)
            case _TokenSeen():
                self._replace("cancelled", graceful=False)
                return self._cancelled(call)
            case _OverLimit():
                return self._over_limit(call, error.kib)
            case _RowUndecodable():
                self._replace("cancelled", graceful=False)
                row = error.row
                return WorkerError(
                    "typed_command_row_decode",
                    export=call.export,
                    stream=row.stream,
                    sequence=row.sequence,
                    message=error.message,
                )
            case Interrupted():
                self._kill_and_reap()
                return WorkerError("shutdown_in_progress", operation=name)
            case _:
                if self._child is not None:
                    self._kill_and_reap()
                return None

    def _over_limit(self, call: _Call, kib: int) -> WorkerError:
        limit_kib = self._config.rss_hard_limit_kib
        name = call.operation.name
        self._replace("rss_hard_limit", graceful=False)
        facts = self._facts("worker_rss_hard_limit", True, name, monotonic() - call.started)
        facts.update(current_rss_kib=kib, limit_kib=limit_kib)
        return WorkerError(
            "rss_hard_limit_exceeded",
            operation=name,
            current_kib=kib,
            limit_kib=limit_kib,
            last_import_stats=self._counters.last_import_stats,
            resource=facts,
        )

    def _cancelled(self, call: _Call) -> WorkerError:
        name = call.operation.name
        elapsed = monotonic() - call.started if call.entered else 0.0
        return WorkerError(
            "cancelled", operation=name, resource=self._facts("worker_cancelled", call.entered, name, elapsed)
        )

    def _judge(self, call: _Call, response: Response) -> Response:
        """A terminal response is a success, a typed failure or of the wrong status; the worker lives on (REQ-06, REQ-07)."""
        operation = call.operation
        expected = response.status in operation.expects
        self._count_stream_end(call, successful=expected and response.status in _STREAM_SUCCESSES)
        if expected:
            if response.status == "host_session_opened":
                self._counters.last_import_stats = response.fields["import_stats"]
            return response
        if response.status == "error":
            raise WorkerError("worker", **response.fields)
        op, fields = FAILURE_ANSWERS.get(response.status, ("", {}))
        if op == operation.op:
            raise WorkerError(response.status, **{name: response.fields[source] for name, source in fields.items()})
        raise WorkerError("protocol", message=f"worker answered {operation.name} with {response.status}")

    def _count_stream_end(self, call: _Call, *, successful: bool) -> None:
        """Once for each request with a row sink that reached the child (STREAM-04)."""
        if call.rows is None or not call.entered:
            return
        counters = self._counters
        counters.stream_elapsed_us += round((monotonic() - call.started) * 1e6)
        if successful:
            counters.stream_successes += 1
        else:
            counters.stream_failures += 1
            counters.backpressure_failures += call.waited

    def _absorbing(self, call: _Call, body: dict[str, Any]) -> dict[str, Any]:
        """A request whose child may abort without failing the caller (REQ-09)."""
        self._refuse_while_ending()
        with self._lock:
            self._refuse_while_ending()
            try:
                return {"degraded": False, **self._admitted(call, body).fields}
            except WorkerError as error:
                if error.kind != "child_panic_or_abort" or not call.entered:
                    raise
            self._replace("child_abort", graceful=False)
        results = [{"target": target, "verdict": "budget_exceeded"} for target in body.get("targets", ())]
        return {"degraded": True, "results": results, "facts": None}

    def _listed_strings(self, call: _Call, body: dict[str, Any]) -> list[str]:
        """Strings that come as rows, and must be as many as the child says (REQ-10)."""
        payloads: list[str] = []
        call.rows = lambda row: payloads.append(row.payload)
        count = self._request(call, body).fields["count"]
        if count != len(payloads):
            raise WorkerError("protocol", message=f"worker counted {count} rows and sent {len(payloads)}")
        try:
            return [parse_string(payload) for payload in payloads]
        except DecodeError as error:
            raise WorkerError("protocol", message=str(error)) from None

    # Policy -----------------------------------------------------------------------------------------------------------

    def _apply_policy(self, operation: Operation) -> None:
        """Replace the child first where a rule says so; the first that hits wins (POLICY-01)."""
        counters = self._counters
        if operation.import_like:
            counters.import_like_admission_attempts += 1
            self.sample_rss()
        cause = self._policy_cause(operation)
        if cause is not None:
            self._replace(cause, graceful=True)
        if operation.import_like:
            counters.import_like_admitted += 1

    def _policy_cause(self, operation: Operation) -> str | None:
        policy = self._config.policy
        if policy.max_requests is not None and self._generation_requests >= policy.max_requests:
            return "max_requests"
        if operation.import_like and policy.max_imports is not None and self._generation_imports >= policy.max_imports:
            return "max_imports"
        if policy.max_rss_kib is not None:
            kib = self.sample_rss()
            if kib is not None and kib >= policy.max_rss_kib:  # FIX-22: unavailable is allowed
                return "rss_ceiling"
        if policy.idle_restart_after_ms is not None:
            if monotonic() - self._idle_since >= policy.idle_restart_after_ms / 1000:
                return "idle"
        return None

    # Starting, replacing, ending --------------------------------------------------------------------------------------

    def _replace(self, cause: str, *, graceful: bool) -> None:
        """Stop the child, ask the window, start another: in that order, so never two at once (RESTART-01)."""
        counters = self._counters
        started = monotonic()
        counters.replacement_attempts += 1
        try:
            self._stop(graceful=graceful)
        except WorkerError:
            counters.record_replacement_failure("stop_failed")
            raise
        if self._state == RESTART_EXHAUSTED or not self._window.admit(started):
            self._state = RESTART_EXHAUSTED
            counters.record_replacement_failure("restart_limit_exceeded")
            raise WorkerError(
                "restart_limit_exceeded", restarts=len(self._window), window_ms=self._config.restart_limit_window_ms
            )
        counters.record_restart(cause)
        self._generation_requests = 0
        self._generation_imports = 0
        spawning = monotonic()
        try:
            self._start_child()
        except WorkerError:
            counters.record_replacement_failure("spawn_failed")
            raise
        self._generation += 1  # FIX-11
        now = monotonic()
        counters.record_replacement(cause, now - spawning, now - started)

    def _start_child(self) -> None:
        """Start a child and shake hands. A failure leaves nothing of it."""
        config = self._config
        before = self._state
        self._state = STARTING
        deadline = monotonic() + config.startup_timeout_ms / 1000
        try:
            self._child = Child.launch(
                config.executable, config.args, config.env, config.cwd, config.max_frame_bytes, self._wake_fd
            )
            self._metadata = self._shake_hands(self._child, deadline)
        except BaseException:
            if self._child is None:
                self._state = before
            raise
        self._idle_since = monotonic()
        self._state = IDLE

    def _shake_hands(self, child: Child, deadline: float) -> dict[str, Any]:
        try:
            frame = child.receive(deadline)
            if frame is None:
                raise DeadlinePassed
            handshake = _accept_handshake(frame)
            configure = encode_message(
                "configure_frame_limit",
                {"max_frame_bytes": self._config.max_frame_bytes},
                self._config.max_frame_bytes,
            )
            child.send(configure, deadline - monotonic())
        except DeadlinePassed:
            self._end_failed_start(child)
            seconds = self._config.startup_timeout_ms / 1000
            facts = self._facts("worker_timeout", False, "startup", seconds)
            raise WorkerError("timeout", operation="startup", duration_ms=_ms(seconds), resource=facts) from None
        except (EndOfStream, BrokenPipeError):
            child.exited(min(deadline, monotonic() + EOF_GRACE_S))
            exit_ = self._end_failed_start(child)
            raise WorkerError.of_exit(exit_, "the worker left before the handshake was over") from None
        except WireError as error:
            exit_ = self._end_failed_start(child)
            raise WorkerError.of_exit(exit_, str(error)) from None
        except Interrupted:
            self._end_failed_start(child)
            raise WorkerError("shutdown_in_progress", operation="startup") from None
        except BaseException:
            self._end_failed_start(child)
            raise
        return {
            "worker_version": handshake.worker_version,
            "protocol_version": handshake.protocol_version,
            "lean_version": None,
        }

    def _end_failed_start(self, child: Child) -> Exit:
        """Kill and reap a child that never became a worker: no exit is recorded for it."""
        self._kill_and_wait(child)
        self._child = None
        return child.collect()

    def _stop(self, *, graceful: bool) -> ShutdownReport:
        """The shutdown tree (SHUT-01)."""
        started = monotonic()
        patience = self._config.shutdown_timeout_ms / 1000
        if not self._is_alive():
            return ShutdownReport("already_exited", self._exit(), patience, monotonic() - started, None, 0.0)
        outcome = self._ask_to_leave(started + patience) if graceful else "kill_only"
        kill_elapsed = None
        if outcome == "graceful":
            exit_ = self._record_exit(self._require_child())
        else:
            killing = monotonic()
            exit_ = self._kill_and_reap()
            kill_elapsed = monotonic() - killing
        elapsed = monotonic() - started
        return ShutdownReport(outcome, exit_, patience, elapsed, kill_elapsed, kill_elapsed or elapsed)

    def _ask_to_leave(self, until: float) -> str:
        """Send `terminate` and wait for the child's end. Anything but `graceful` means that it still runs."""
        self._state = STOPPING
        child = self._require_child()
        frame = encode_message("request", {"op": "terminate"}, self._config.max_frame_bytes)
        try:
            child.send(frame, until - monotonic())
            while True:
                content = child.receive_unless_exited(until)
                if child.exited():
                    return "graceful"
                if content is None or monotonic() >= until:
                    return "graceful_timed_out_killed"
                message = decode_message(content)
                if isinstance(message, Response):
                    if message.status != "terminating":
                        return "graceful_protocol_failed_killed"
                    break
                if not isinstance(message, (Row, Diagnostic, Progress)):
                    return "graceful_protocol_failed_killed"
        except EndOfStream:
            pass
        except DeadlinePassed:
            return "graceful_timed_out_killed"
        except Interrupted:
            return "graceful_timed_out_killed"  # the pipe is full, and the supervisor is being dropped meanwhile
        except (BrokenPipeError, WireError):
            return "graceful" if child.exited() else "graceful_protocol_failed_killed"
        return "graceful" if child.exited(until) else "graceful_timed_out_killed"

    def _crashed(self, call: _Call | None = None, *, broken_pipe: bool = False) -> WorkerError:
        """The child's side of a pipe is gone: its exit is the answer, waited for a moment, then enforced (FIX-04)."""
        self._state = CRASHED
        child = self._require_child()
        now = monotonic()
        left = call.deadline - now if call and call.entered else self._request_timeout_ms / 1000
        if child.exited(now + min(EOF_GRACE_S, max(left, EOF_GRACE_S_MIN))):
            return WorkerError.of_exit(self._record_exit(child))
        exit_ = self._kill_and_reap()
        if broken_pipe:
            return WorkerError("protocol", message="worker does not read its requests any more")
        return WorkerError.of_exit(exit_)

    def _kill_and_reap(self) -> Exit:
        child = self._require_child()
        self._kill_and_wait(child)
        return self._record_exit(child)

    def _kill_and_wait(self, child: Child) -> None:
        """SIGKILL, and the child's death within the kill wait. Raises `wait_timeout` (SHUT-02)."""
        self._state = KILLING
        child.kill()
        self._state = REAPING
        seconds = self._config.kill_wait_ms / 1000
        if not child.exited(monotonic() + seconds):
            raise WorkerError("wait_timeout", operation="kill_wait", duration_ms=_ms(seconds))

    def _record_exit(self, child: Child) -> Exit:
        """Reap a child that is dead and remember how it ended."""
        self._child = None
        self._state = EXITED
        exit_ = child.collect()
        self._last_exit = exit_
        self._counters.exits += 1
        return exit_

    def _is_alive(self) -> bool:
        """Whether there is a living child; one that died unseen is reaped on the way."""
        child = self._child
        if child is None:
            return False
        if child.exited():
            self._record_exit(child)
            return False
        return True

    def _require_child(self) -> Child:
        assert self._child is not None
        return self._child

    def _exit(self) -> Exit:
        return self._last_exit or Exit.unknown()

    def _facts(self, cause: str, entered: bool, operation: str, seconds: float) -> dict[str, Any]:
        """Resource facts as they are now, which is after the restart (FACTS-01)."""
        counters = self._counters
        return {
            "cause": cause,
            "work_entered_child": entered,
            "operation": operation,
            "current_rss_kib": counters.last_rss_kib,
            "limit_kib": self._config.rss_hard_limit_kib,
            "import_count": counters.imports,
            "worker_generation": self._generation,
            "restart_reason": counters.last_restart_reason,
            "duration_ms": _ms(seconds),
            "import_like_requests": counters.import_like_admission_attempts,
            "import_like_admitted": counters.import_like_admitted,
            "last_import_stats": counters.last_import_stats,
        }

    def _close_wake_fd(self) -> None:
        fd, self._wake_fd = self._wake_fd, -1
        os.close(fd)


def _hand_over(sink: Callable[[Any], object] | None, item: object, kind: str) -> None:
    """Call a sink; whatever it raises ends the request (STREAM-03). Without a sink the item is dropped (STREAM-02)."""
    if sink is None:
        return
    try:
        sink(item)
    except Exception as error:
        raise _SinkFailed(kind, error) from error


def _accept_handshake(frame: bytes) -> Handshake:
    message = decode_message(frame)
    if not isinstance(message, Handshake):
        raise WireError(f"worker sent a {message.label} message instead of its handshake")
    if message.protocol_version != PROTOCOL_VERSION:
        raise VersionMismatch(message.protocol_version)
    return message


def _stale_label(child: Child) -> str:
    """What the stale output is, as far as it can be known."""
    try:
        frame = child.peek_frame()
        return decode_message(frame).label if frame is not None else "incomplete"
    except WireError:
        return "undecodable"


def _floor(value: int | None, minimum: int) -> int | None:
    return None if value is None else max(value, minimum)


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
