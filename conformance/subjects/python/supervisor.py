"""A supervisor of one worker process behind framed pipes.

It starts the child, sends it one request at a time, streams rows back under back-pressure, cancels and times out,
watches its memory, restarts it within limits, shuts it down and leaves nothing behind::

    with Supervisor(Config("/usr/bin/worker")) as worker:
        worker.health()
        summary = worker.stream("demo", '{"n":3}', rows=lambda row: print(row.payload))

Any thread may call; calls on one supervisor take turns, so a sink must not call back into its own supervisor. Every
failure is a WorkerError.
"""

from __future__ import annotations

import os
import threading
from time import monotonic

from call import Call, Expired, OverLimit, RowUndecodable, SinkFailed, TokenSeen, hand_over
from child import DeadlinePassed, Interrupted
from counters import Counters
from errors import Exit, WorkerError
from lifecycle import (
    BUSY,
    IDLE,
    KILLING,
    REAPING,
    RESTART_EXHAUSTED,
    STOPPING,
    STREAMING,
    Lifecycle,
    ShutdownReport,
)
from operations import FAILURE_ANSWERS, OPERATIONS, Operation
from strict_json import DecodeError, parse_string
from wire import Diagnostic, EndOfStream, Progress, Response, Row, WireError, decode_message, encode_message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Self

    from call import CancelToken, DiagnosticSink, ProgressSink, RowDecoder, RowSink
    from child import Child
    from config import Config
    from lifecycle import Watcher
    from wire import Message

# A sink that took this long while this many events, or a pipe full, came in behind it was waited for (STREAM-06).
SLOW_SINK_S = 0.00025
BACKLOG_EVENTS = 64
BACKLOG_BYTES = 49_152

_REFUSING = frozenset((STOPPING, KILLING, REAPING, RESTART_EXHAUSTED))  # REQ-04
_STREAM_SUCCESSES = frozenset(("stream_complete", "rows_complete"))  # STREAM-04


class Supervisor:
    """One supervisor, one child at a time. Making it starts the child; raises WorkerError where that fails.

    Without ``start`` the child is left to ``start``, for who wants to be able to ``close`` it meanwhile. A ``watcher`` is
    asked before each restart and told after it.
    """

    _wake_fd = -1

    def __init__(self, config: Config, *, start: bool = True, watcher: Watcher | None = None) -> None:
        self._config = config
        self._request_timeout_ms = config.request_timeout_ms
        self._lock = threading.Lock()
        self._closed = threading.Lock()
        self._closing = False
        self._counters = Counters()
        self._requests_written = 0
        self._wake_fd = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        self._life = Lifecycle(config, self._counters, self._wake_fd, watcher)
        if start:
            self.start()

    def start(self) -> None:
        """Start the first child, once. A failure leaves nothing, and the supervisor closed."""
        try:
            with self._lock:
                self._refuse_while_closing()
                self._life.start()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if self._wake_fd >= 0:
            self.close()

    # Requests ---------------------------------------------------------------------------------------------------------

    def health(self, token: CancelToken | None = None, *, generation: int | None = None) -> None:
        self._request(Call(OPERATIONS["health"], {}, token, generation=generation))

    def request(
        self,
        op: str,
        body: dict[str, Any],
        token: CancelToken | None = None,
        *,
        progress: ProgressSink | None = None,
        diagnostics: DiagnosticSink | None = None,
        generation: int | None = None,
    ) -> dict[str, Any]:
        """Any operation by its name on the wire. Returns the fields of the terminal response.

        Where ``generation`` is given no other one is asked: the request fails as that of a session that is gone.

        A child abort that the operation absorbs comes back as a degraded success (REQ-09), one entry for each of
        ``body["targets"]``, which are not sent. Strings that are listed as rows come back collected (REQ-10).
        """
        operation = OPERATIONS.get(op)
        if operation is None:
            raise WorkerError("unsupported_request", operation=f"worker_{op}")
        asked = {**body, "progress": progress is not None}  # sent only by an operation that has the field
        call = Call(operation, asked, token, progress=progress, diagnostics=diagnostics, generation=generation)
        if operation.absorbs_abort:
            return self._absorbing(call)
        if op == "list_declarations_strings":
            return {"values": self._listed_strings(call)}
        return self._request(call).fields

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
        generation: int | None = None,
    ) -> dict[str, Any]:
        """Run a streaming export. Rows are tentative until this returns the summary (STREAM-01).

        ``decode`` makes a row's ``record`` from its payload; where it raises ValueError the stream ends (STREAM-07).
        """
        body = {"export": export, "request_json": request_json, "progress": progress is not None}
        operation = OPERATIONS["run_data_stream"]
        sinks = {"rows": rows, "progress": progress, "diagnostics": diagnostics}
        call = Call(operation, body, token, **sinks, decode=decode, generation=generation)
        return self._request(call).fields

    def open_session(self, host: dict[str, Any], token: CancelToken | None = None) -> tuple[int, dict[str, Any]]:
        """Let the child import what ``host`` says (SESSION-01). Returns its generation and its import statistics."""
        call = Call(OPERATIONS["open_host_session"], host, token)
        stats: dict[str, Any] = self._request(call).fields["import_stats"]
        assert call.generation is not None
        return call.generation, stats

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
        count: int = self._request(Call(operation, {"streams": list(streams)}, token, rows=rows)).fields["count"]
        return count

    def set_request_timeout(self, milliseconds: int) -> None:
        """For later requests, in this generation and the next ones (TIMEOUT-04)."""
        self._request_timeout_ms = milliseconds

    # Life -------------------------------------------------------------------------------------------------------------

    def cycle(self, cause: str = "explicit") -> None:
        """Replace the child now, gracefully."""
        with self._lock:
            self._refuse_while_closing()
            self._life.replace(cause, graceful=True)

    def shutdown(self, *, graceful: bool = True) -> ShutdownReport:
        """End the child (SHUT-01). The supervisor stays usable for status, stats and for being told no."""
        with self._lock:
            return self._life.stop(graceful=graceful)

    def close(self) -> None:
        """Drop the supervisor: end a call in flight, then the child (SHUT-03). A second close waits for the first."""
        if not self._closed.acquire(blocking=False):
            with self._lock:
                return
        self._closing = True
        os.eventfd_write(self._wake_fd, 1)
        with self._lock:
            os.eventfd_read(self._wake_fd)
            try:
                self._life.stop(graceful=True)
            finally:
                self._close_wake_fd()

    # Looking: none of these waits for a call in flight ----------------------------------------------------------------

    @property
    def metadata(self) -> dict[str, Any]:
        return dict(self._life.metadata)

    @property
    def generation(self) -> int:
        return self._life.generation

    @property
    def restarted_at(self) -> float:
        """When the last restart began, on the monotonic clock; 0 where there was none."""
        return self._counters.restarted_at

    def status(self) -> Exit | None:
        """How the child ended, or None while it runs."""
        life = self._life
        if not self._lock.acquire(blocking=False):
            return life.exit() if life.child is None else None
        try:
            return None if life.is_alive() else life.exit()
        finally:
            self._lock.release()

    def stats(self) -> dict[str, Any]:
        return self._counters.as_dict()

    def snapshot(self) -> dict[str, Any]:
        """The lifecycle in brief (STATS-02)."""
        counters, life = self._counters, self._life
        return {
            "worker_generation": life.generation,
            "restarts": counters.restarts,
            "exits": counters.exits,
            "last_restart_reason": counters.last_restart_reason,
            "last_exit": life.last_exit.as_dict() if life.last_exit else None,
            "last_rss_kib": counters.last_rss_kib,
            "rss_samples_unavailable": counters.rss_samples_unavailable,
        }

    def sample_rss(self) -> int | None:
        """The child's resident memory in KiB now, None where it is unavailable. Counted like every sample."""
        child = self._life.child
        kib = child.rss_kib() if child else None
        if child is not self._life.child:  # it was reaped meanwhile, and its pid may be another's
            kib = None
        self._counters.record_rss(kib)
        return kib

    # The gate ---------------------------------------------------------------------------------------------------------

    def _request(self, call: Call) -> Response:
        self._refuse_while_ending(call)
        with self._lock:
            self._refuse_while_ending(call)
            return self._admitted(call)

    def _admitted(self, call: Call) -> Response:
        """REQ-01, in its order."""
        if call.cancelled:
            raise self._cancelled(call)
        self._require_generation(call)
        self._require_alive()
        frame = self._encode(call)
        self._apply_policy(call.operation)
        self._require_alive()
        self._require_generation(call)
        self._require_silence(call)
        try:
            response = self._exchange(call, frame)
        finally:
            self._life.idle_since = monotonic()  # FIX-09
        return self._judge(call, response)

    def _refuse_while_closing(self) -> None:
        if self._closing:
            raise WorkerError("shutdown_in_progress", operation="worker_request")

    def _refuse_while_ending(self, call: Call) -> None:
        self._refuse_while_closing()
        self._require_generation(call)
        if self._life.state in _REFUSING:
            raise WorkerError("shutdown_in_progress", operation="worker_request")

    def _require_generation(self, call: Call) -> None:
        """A session's request goes to the child that has the session, or nowhere (SESSION-02, FIX-21)."""
        life = self._life
        if call.generation is not None and (call.generation != life.generation or life.child is None):
            raise WorkerError("unsupported_request", operation="worker_session_invalidated")

    def _require_alive(self) -> None:
        if not self._life.is_alive():
            raise WorkerError.of_exit(self._life.exit())

    def _encode(self, call: Call) -> bytes:
        """The request's frame. One that cannot be sent counts nothing and harms nothing (WIRE-09)."""
        try:
            return encode_message("request", call.operation.body(call.body), self._config.max_frame_bytes)
        except WireError as error:
            raise WorkerError("protocol", message=str(error)) from None
        except KeyError as error:
            raise WorkerError("protocol", message=f"request {call.operation.op} lacks field {error}") from None

    def _apply_policy(self, operation: Operation) -> None:
        """Replace the child first where a rule says so (POLICY-01)."""
        counters = self._counters
        if operation.import_like:
            counters.import_like_admission_attempts += 1
            self.sample_rss()
        cause = self._policy_cause(operation)
        if cause is not None:
            self._life.replace(cause, graceful=True)
        if operation.import_like:
            counters.import_like_admitted += 1

    def _policy_cause(self, operation: Operation) -> str | None:
        """The first rule that hits; no later one is looked at."""
        policy, life = self._config.policy, self._life
        if policy.max_requests is not None and life.requests >= policy.max_requests:
            return "max_requests"
        if operation.import_like and policy.max_imports is not None and life.imports >= policy.max_imports:
            return "max_imports"
        if policy.max_rss_kib is not None:
            kib = self.sample_rss()
            if kib is not None and kib >= policy.max_rss_kib:  # FIX-22: unavailable is allowed
                return "rss_ceiling"
        if policy.idle_restart_after_ms is not None:
            if monotonic() - life.idle_since >= policy.idle_restart_after_ms / 1000:
                return "idle"
        return None

    def _require_silence(self, call: Call) -> None:
        """What the child said while nobody asked is stale, and ends the generation (FIX-03, REQ-12)."""
        child = self._life.require_child()
        try:
            if not child.stale_output():
                return
            label = _stale_label(child)
        except EndOfStream:
            raise self._crashed(call) from None
        self._life.kill_and_reap()
        last, generation = self._requests_written, self._life.generation
        raise WorkerError(
            "protocol",
            message=f"worker sent stale {label} frame from request {last}, current request is {last + 1} "
            f"(generation {generation})",
        )

    # The conversation -------------------------------------------------------------------------------------------------

    def _exchange(self, call: Call, frame: bytes) -> Response:
        """Write the request and read until its terminal response. Anything else ends the generation."""
        self._life.state = BUSY
        try:
            self._send(call, frame)
            response = self._converse(call)
        except BaseException as error:
            self._count_stream_end(call, successful=False)
            failure = self._end_generation(call, error)
            if failure is None:
                raise
            raise failure from None
        self._life.state = IDLE
        return response

    def _send(self, call: Call, frame: bytes) -> None:
        counters, life = self._counters, self._life
        call.timeout = self._request_timeout_ms / 1000
        call.started = life.require_child().send(frame, call.timeout)
        call.entered = True
        call.generation = life.generation
        self._requests_written += 1
        counters.requests += 1
        life.requests += 1
        if call.operation.import_like:
            counters.imports += 1
            life.imports += 1
        if call.operation.op == "run_data_stream":
            counters.stream_requests += 1

    def _converse(self, call: Call) -> Response:
        """Deliver what the child says until it answers. The order of precedence is REQ-13's."""
        child = self._life.require_child()
        limit_kib = self._config.rss_hard_limit_kib
        interval = self._config.rss_sample_interval_ms / 1000
        deadline = call.deadline
        while True:
            if self._closing:
                raise Interrupted
            if limit_kib is not None:
                kib = self.sample_rss()
                if kib is not None and kib >= limit_kib:
                    raise OverLimit(kib)
            now = monotonic()
            if now >= deadline:
                raise Expired
            frame = child.receive(deadline if limit_kib is None else min(deadline, now + interval))
            if frame is None:
                continue
            message = decode_message(frame)
            if isinstance(message, Response):
                return message
            self._deliver(call, message, len(frame))

    def _deliver(self, call: Call, message: Message, frame_bytes: int) -> None:
        self._life.state = STREAMING
        if isinstance(message, Row):
            self._deliver_row(call, message, frame_bytes)
        elif isinstance(message, Progress):
            hand_over(call.progress, message, "progress_panic")
        elif isinstance(message, Diagnostic):
            hand_over(call.diagnostics, message, "diagnostic_sink_panic")
            return  # CANCEL-02: no look at the token after a diagnostic
        else:
            raise WireError(f"worker sent an unexpected {message.label} message during {call.operation.name}")
        if call.cancelled:
            raise TokenSeen

    def _deliver_row(self, call: Call, row: Row, frame_bytes: int) -> None:
        if call.rows is None:
            raise WireError(f"worker sent a data_row message for {call.operation.name}, which takes no rows")
        if call.decode is not None:
            try:
                row.record = call.decode(row.payload)
            except ValueError as error:
                raise RowUndecodable(row, error) from None
        handed_over = monotonic()
        hand_over(call.rows, row, "data_sink_panic")
        taken = monotonic() - handed_over
        counters = self._counters
        counters.data_rows_delivered += 1
        counters.data_row_payload_bytes += len(row.payload.encode())
        if taken >= SLOW_SINK_S:
            backlog = self._life.require_child().backlog_bytes()
            if backlog >= min(BACKLOG_EVENTS * frame_bytes, BACKLOG_BYTES):
                counters.backpressure_waits += 1
                call.waited = True

    # The outcome ------------------------------------------------------------------------------------------------------

    def _judge(self, call: Call, response: Response) -> Response:
        """A terminal response is a success, a typed failure or of the wrong status: the worker lives on (REQ-07)."""
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

    def _end_generation(self, call: Call, error: BaseException) -> WorkerError | None:
        """Bury the child after a failed exchange, replace it where the clauses say so, and name the failure.

        None means that ``error`` itself is to be raised. A replacement that fails raises its own error (TIMEOUT-03).
        """
        life, name = self._life, call.operation.name
        match error:
            case EndOfStream() | BrokenPipeError():
                return self._crashed(call, unread=isinstance(error, BrokenPipeError))
            case WireError():
                life.kill_and_reap()
                return WorkerError("protocol", message=str(error))
            case SinkFailed():
                life.kill_and_reap()
                return WorkerError(error.kind, message=error.message)
            case Expired() | DeadlinePassed():
                life.replace("timeout", graceful=False)
                facts = life.facts("worker_timeout", call.entered, name, call.timeout)
                return WorkerError("timeout", operation=name, duration_ms=facts["duration_ms"], resource=facts)
            case TokenSeen():
                life.replace("cancelled", graceful=False)
                return self._cancelled(call)
            case OverLimit():
                return self._over_limit(call, error.kib)
            case RowUndecodable():
                life.replace("cancelled", graceful=False)
                return _undecodable(call, error)
            case Interrupted():
                life.kill_and_reap()
                return WorkerError("shutdown_in_progress", operation=name)
            case _:
                if life.child is not None:
                    life.kill_and_reap()
                return None

    def _crashed(self, call: Call, *, unread: bool = False) -> WorkerError:
        """The child's side of a pipe is gone (REQ-08), ``unread`` where that was met while writing (FIX-08)."""
        patience = call.deadline - monotonic() if call.entered else self._request_timeout_ms / 1000
        exit_, by_itself = self._life.bury(patience)
        if unread and not by_itself:
            return WorkerError("protocol", message="worker does not read its requests any more")
        return WorkerError.of_exit(exit_)

    def _cancelled(self, call: Call) -> WorkerError:
        name = call.operation.name
        elapsed = monotonic() - call.started if call.entered else 0.0
        facts = self._life.facts("worker_cancelled", call.entered, name, elapsed)
        return WorkerError("cancelled", operation=name, resource=facts)

    def _over_limit(self, call: Call, kib: int) -> WorkerError:
        limit_kib, name = self._config.rss_hard_limit_kib, call.operation.name
        self._life.replace("rss_hard_limit", graceful=False)
        facts = self._life.facts("worker_rss_hard_limit", True, name, monotonic() - call.started)
        facts["current_rss_kib"] = kib
        return WorkerError(
            "rss_hard_limit_exceeded",
            operation=name,
            current_kib=kib,
            limit_kib=limit_kib,
            last_import_stats=facts["last_import_stats"],
            resource=facts,
        )

    def _count_stream_end(self, call: Call, *, successful: bool) -> None:
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

    # Operations with an outcome of their own --------------------------------------------------------------------------

    def _absorbing(self, call: Call) -> dict[str, Any]:
        """A request whose child may abort without failing the caller (REQ-09)."""
        self._refuse_while_ending(call)
        with self._lock:
            self._refuse_while_ending(call)
            try:
                return {"degraded": False, **self._admitted(call).fields}
            except WorkerError as error:
                # A child found dead before the write is REQ-05's: its exit, and no respawn by itself.
                if error.kind != "child_panic_or_abort" or not call.entered:
                    raise
            self._life.replace("child_abort", graceful=False)
        results = [{"target": target, "verdict": "budget_exceeded"} for target in call.body.get("targets", ())]
        return {"degraded": True, "results": results, "facts": None}

    def _listed_strings(self, call: Call) -> list[str]:
        """Strings that come as rows, and must be as many as the child says (REQ-10)."""
        payloads: list[str] = []
        call.rows = lambda row: payloads.append(row.payload)
        count = self._request(call).fields["count"]
        if count != len(payloads):
            raise WorkerError("protocol", message=f"worker counted {count} rows and sent {len(payloads)}")
        try:
            return [parse_string(payload) for payload in payloads]
        except DecodeError as error:
            raise WorkerError("protocol", message=str(error)) from None

    def _close_wake_fd(self) -> None:
        fd, self._wake_fd = self._wake_fd, -1
        os.close(fd)


def _undecodable(call: Call, error: RowUndecodable) -> WorkerError:
    row = error.row
    return WorkerError(
        "typed_command_row_decode",
        export=call.body["export"],
        stream=row.stream,
        sequence=row.sequence,
        message=error.message,
    )


def _stale_label(child: Child) -> str:
    """What the stale output is, as far as it can be known."""
    try:
        frame = child.peek_frame()
        return decode_message(frame).label if frame is not None else "incomplete"
    except WireError:
        return "undecodable"
