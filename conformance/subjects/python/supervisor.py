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

from call import Call
from conversation import Conversation
from errors import Exit, WorkerError
from lifecycle import KILLING, REAPING, RESTART_EXHAUSTED, STOPPING, ShutdownReport
from operations import OPERATIONS, Operation
from strict_json import DecodeError, parse_string
from wire import EndOfStream, Response, WireError, decode_message, encode_message

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Self

    from call import CancelToken, DiagnosticSink, ProgressSink, RowDecoder, RowSink
    from child import Child
    from config import Config
    from lifecycle import Watcher

_REFUSING = frozenset((STOPPING, KILLING, REAPING, RESTART_EXHAUSTED))  # REQ-04


class Supervisor(Conversation):
    """One supervisor, one child at a time. Making it starts the child; raises WorkerError where that fails.

    Where ``start`` is False the method of that name does it, so that another thread can ``close`` it meanwhile. A
    ``watcher`` is asked before each restart and told after it.
    """

    _wake_fd = -1

    def __init__(self, config: Config, *, start: bool = True, watcher: Watcher | None = None) -> None:
        self._lock = threading.Lock()
        self._closed = threading.Lock()
        self._wake_fd = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        super().__init__(config, self._wake_fd, watcher)
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

    # Operations with an outcome of their own --------------------------------------------------------------------------

    def _absorbing(self, call: Call) -> dict[str, Any]:
        """A request whose child may abort without failing the caller (REQ-09)."""
        self._refuse_while_ending(call)
        with self._lock:
            self._refuse_while_ending(call)
            try:
                return {"degraded": False, **self._admitted(call).fields}
            except WorkerError as error:
                # A child found dead before the write is REQ-05's: its exit, and no respawn by itself. The error of a
                # replacement, be it the policy's or that of a timeout, is nobody's to absorb.
                if error.kind != "child_panic_or_abort" or not call.crashed:
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


def _stale_label(child: Child) -> str:
    """What the stale output is, as far as it can be known."""
    try:
        frame = child.peek_frame()
        return decode_message(frame).label if frame is not None else "incomplete"
    except WireError:
        return "undecodable"
