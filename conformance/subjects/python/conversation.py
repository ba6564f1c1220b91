"""The conversation about one request: write it, deliver what the child says, and make an end of it.

Whatever ends it badly is an exception; one ``match`` says what becomes of the child and what the caller is told.
"""

from __future__ import annotations

from time import monotonic

from call import Expired, OverLimit, RowUndecodable, SinkFailed, TokenSeen, hand_over
from child import DeadlinePassed, Interrupted
from counters import Counters
from errors import WorkerError
from lifecycle import BUSY, IDLE, STREAMING, Lifecycle
from operations import FAILURE_ANSWERS
from wire import Diagnostic, EndOfStream, Progress, Response, Row, WireError, decode_message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from call import Call
    from config import Config
    from lifecycle import Watcher
    from wire import Message

# A sink that took this long while this many events, or a pipe full, came in behind it was waited for (STREAM-06).
SLOW_SINK_S = 0.00025
BACKLOG_EVENTS = 64
BACKLOG_BYTES = 49_152

_STREAM_SUCCESSES = frozenset(("stream_complete", "rows_complete"))  # STREAM-04


class Conversation:
    """The half of a supervisor that talks. The other half holds the lock and guards the gate."""

    def __init__(self, config: Config, wake_fd: int, watcher: Watcher | None) -> None:
        self._config = config
        self._request_timeout_ms = config.request_timeout_ms
        self._closing = False
        self._counters = Counters()
        self._requests_written = 0
        self._life = Lifecycle(config, self._counters, wake_fd, watcher)

    def sample_rss(self) -> int | None:
        """The child's resident memory in KiB now, None where it is unavailable. Counted like every sample."""
        child = self._life.child
        kib = child.rss_kib() if child else None
        if child is not self._life.child:  # it was reaped meanwhile, and its pid may be another's
            kib = None
        self._counters.record_rss(kib)
        return kib

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
        call.crashed = True
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


def _undecodable(call: Call, error: RowUndecodable) -> WorkerError:
    row = error.row
    return WorkerError(
        "typed_command_row_decode",
        export=call.body["export"],
        stream=row.stream,
        sequence=row.sequence,
        message=error.message,
    )
