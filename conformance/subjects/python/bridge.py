"""Joins the supervisor to the adapter protocol (conformance/ADAPTER.md).

One thread reads requests and hands each to a crew of threads, so that no call waits behind another; one lock keeps the
lines on stdout whole. The verbs are methods of ``Bridge`` called ``do_VERB``: arguments in, ``ok`` out.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from queue import SimpleQueue

import render
from call import CancelToken
from config import Config, Policy
from errors import WorkerError
from supervisor import Supervisor
from strict_json import RawJson, parse_object

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from wire import Diagnostic, Progress, Row

    Json = dict[str, Any]

PROTOCOL = 1
SAFE_INTEGER_MAX = 2**53 - 1
STACK_BYTES = 1 << 20

HELLO = {
    "protocol": PROTOCOL,
    "name": "python-supervisor",
    "version": "1.0.0",
    "language": "Python",
    "spec": "1",
    "profiles": ["supervisor", "stream", "display"],
    "features": ["concurrent", "rss", "faketime"],
    "display": True,
}

_quote = json.JSONEncoder(ensure_ascii=False).encode

_FNV_OFFSET = 0xCBF29CE484222325
_FNV_PRIME = 0x100000001B3
_FNV_MASK = 2**64 - 1


class Unsupported(Exception):
    """The honest answer to a verb that `hello` did not claim."""


class Gone(Exception):
    """The harness does not listen any more."""


def encode(value: Any) -> str:
    """JSON as the protocol wants it: exact texts as they are, integers that a double cannot hold as strings."""
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, RawJson):
        return str(value)
    if isinstance(value, str):
        return _quote(value)
    if isinstance(value, int):
        return str(value) if abs(value) <= SAFE_INTEGER_MAX else f'"{value}"'
    if isinstance(value, dict):
        return "{%s}" % ",".join(f"{_quote(name)}:{encode(item)}" for name, item in value.items())
    if isinstance(value, (list, tuple)):
        return "[%s]" % ",".join(map(encode, value))
    return json.dumps(value, allow_nan=False)


class LineWriter:
    """Writes whole lines, each at once, from any thread."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._lock = threading.Lock()

    def write(self, line: Json) -> None:
        rest = memoryview((encode(line) + "\n").encode(errors="replace"))
        with self._lock:
            try:
                while rest:
                    rest = rest[os.write(self._fd, rest) :]
            except BrokenPipeError:
                raise Gone from None


class Crew:
    """Threads that take jobs as they come: an idle one if there is one, a new one otherwise."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._idle = 0
        self._lock = threading.Lock()

    def run(self, job: Callable[[], None]) -> None:
        with self._lock:
            if self._idle:
                self._idle -= 1
            else:
                threading.Thread(target=self._work, daemon=True).start()
        self._jobs.put(job)

    def _work(self) -> None:
        while True:
            self._jobs.get()()
            with self._lock:
                self._idle += 1


class Digest:
    """64-bit FNV-1a over every payload and a line feed."""

    def __init__(self) -> None:
        self._rows = 0
        self._bytes = 0
        self._hash = _FNV_OFFSET

    def add(self, payload: str) -> None:
        data = payload.encode()
        self._rows += 1
        self._bytes += len(data)
        value = self._hash
        for byte in data:
            value = ((value ^ byte) * _FNV_PRIME) & _FNV_MASK
        self._hash = ((value ^ 0x0A) * _FNV_PRIME) & _FNV_MASK

    def as_dict(self) -> Json:
        return {"rows": self._rows, "bytes": self._bytes, "fnv1a": f"{self._hash:016x}"}


class SinkFailure(Exception):
    """What a scripted sink raises when it is told to fail."""


class ScriptedSink:
    """The sinks of one call, which do what the harness's `sink` object says."""

    def __init__(self, call: int, spec: Json, token: CancelToken, emit: Callable[[Json], None]) -> None:
        mode = spec.get("mode", "record")
        if mode not in ("record", "digest", "none"):
            raise ValueError(f"unknown sink mode {mode!r}")
        self.takes_rows = mode != "none"
        self.digest = Digest() if mode == "digest" else None
        self._call = call
        self._spec = spec
        self._token = token
        self._emit = emit
        self._gate = threading.Event()
        self._rows = 0
        self._ticks = 0
        self._diagnostics = 0

    def release(self) -> None:
        self._gate.set()

    def row(self, row: Row) -> None:
        index, spec = self._rows, self._spec
        if index == spec.get("fail_at_row"):
            raise SinkFailure(f"told to fail at row {index}")
        if self.digest is None:
            event = {"stream": row.stream, "sequence": row.sequence, "payload": str(row.payload)}
            self._emit({"ev": "row", "call": self._call, **event})
        else:
            self.digest.add(row.payload)
        self._rows += 1
        if index == spec.get("cancel_at_row"):
            self._token.set()
        if index == spec.get("block_at_row"):
            self._emit({"ev": "blocked", "call": self._call, "row": index})
            self._gate.wait()
        delay_us = spec.get("delay_us")
        if delay_us:
            time.sleep(delay_us / 1e6)

    def progress(self, tick: Progress) -> None:
        index = self._ticks
        if index == self._spec.get("fail_at_progress"):
            raise SinkFailure(f"told to fail at progress tick {index}")
        event = {"phase": tick.phase, "current": tick.current, "total": tick.total}
        self._emit({"ev": "progress", "call": self._call, **event})
        self._ticks += 1
        if index == self._spec.get("cancel_at_progress"):
            self._token.set()

    def diagnostic(self, diagnostic: Diagnostic) -> None:
        index = self._diagnostics
        if index == self._spec.get("fail_at_diagnostic"):
            raise SinkFailure(f"told to fail at diagnostic {index}")
        self._emit({"ev": "diagnostic", "call": self._call, "code": diagnostic.code, "message": diagnostic.message})
        self._diagnostics += 1


class Bridge:
    """The adapter's state: its supervisors, tokens and sinks by name."""

    def __init__(self, writer: LineWriter) -> None:
        self._writer = writer
        self._lock = threading.Lock()
        self._workers: dict[str, Supervisor] = {}
        self._tokens: dict[str, CancelToken] = {}
        self._sinks: dict[int, ScriptedSink] = {}

    def answer(self, request: Json) -> None:
        """Make one call and write its one answer."""
        id_ = request["id"]
        verb = getattr(self, f"do_{request.get('do')}", None)
        try:
            if verb is None:
                raise Unsupported(f"verb {request.get('do')!r} is not claimed")
            answer = {"ok": verb(request)}
        except Unsupported as error:
            answer = {"unsupported": str(error)}
        except WorkerError as error:
            answer = {"error": {"kind": error.kind, **error.fields, "message": str(error)}}
        except Gone:
            return
        except Exception as error:  # one answer to each request, whatever happens
            log(f"request {id_}: {error!r}")
            answer = {"error": {"kind": "adapter_failure", "message": repr(error)}}
        with self._lock:
            sink = self._sinks.pop(id_, None)
        if sink is not None and sink.digest is not None and "unsupported" not in answer:
            next(iter(answer.values()))["delivered"] = sink.digest.as_dict()
        try:
            self._writer.write({"id": id_, **answer})
        except Gone:
            pass

    def close(self) -> None:
        """Drop every supervisor that is still there, all at the same time."""
        with self._lock:
            workers = list(self._workers.values())
            for sink in self._sinks.values():
                sink.release()
        threads = [threading.Thread(target=close_quietly, args=(worker,), daemon=True) for worker in workers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    # Profile supervisor -----------------------------------------------------------------------------------------------

    def do_hello(self, _: Json) -> Json:
        return HELLO

    def do_spawn(self, request: Json) -> Json:
        name = request["worker"]
        if name in self._workers:
            raise WorkerError("unsupported_request", operation="spawn")
        worker = Supervisor(config_from(request["config"]))
        with self._lock:
            self._workers[name] = worker
        return worker.metadata

    def do_health(self, request: Json) -> Json:
        self._worker(request).health(self._token(request))
        return {}

    def do_request(self, request: Json) -> Json:
        sink = ScriptedSink(request["id"], {}, CancelToken(), self._writer.write)
        return self._worker(request).request(
            request["op"],
            with_integers(request.get("body") or {}),
            self._token(request),
            progress=sink.progress if request.get("progress") else None,
            diagnostics=sink.diagnostic if request.get("diagnostics") else None,
        )

    def do_cycle(self, request: Json) -> Json:
        self._worker(request).cycle()
        return {}

    def do_shutdown(self, request: Json) -> Json:
        report = self._worker(request).shutdown(graceful=request.get("mode") != "immediate")
        return {
            "outcome": report.outcome,
            "exit": report.exit.as_dict(),
            "graceful_timeout_ms": milliseconds(report.graceful_timeout),
            "elapsed_ms": milliseconds(report.elapsed),
            "kill_elapsed_ms": milliseconds(report.kill_elapsed),
            "wait_elapsed_ms": milliseconds(report.wait_elapsed),
        }

    def do_drop(self, request: Json) -> Json:
        worker = self._worker(request)
        with self._lock:
            self._workers.pop(request["worker"], None)
        worker.close()
        return {}

    def do_status(self, request: Json) -> Json:
        exit_ = self._worker(request).status()
        return {"state": "running"} if exit_ is None else {"state": "exited", "exit": exit_.as_dict()}

    def do_stats(self, request: Json) -> Json:
        return self._worker(request).stats()

    def do_snapshot(self, request: Json) -> Json:
        return self._worker(request).snapshot()

    def do_rss(self, request: Json) -> Json:
        return {"kib": self._worker(request).sample_rss()}

    def do_set_request_timeout(self, request: Json) -> Json:
        self._worker(request).set_request_timeout(request["ms"])
        return {}

    def do_metadata(self, request: Json) -> Json:
        return self._worker(request).metadata

    def do_cancel(self, request: Json) -> Json:
        self._named_token(request["token"]).set()
        return {}

    # Profile stream ---------------------------------------------------------------------------------------------------

    def do_stream(self, request: Json) -> Json:
        token = self._token(request) or CancelToken()
        sink = self._sink(request, token)
        summary = self._worker(request).stream(
            request["export"],
            json.dumps(request.get("request"), ensure_ascii=False, separators=(",", ":")),
            rows=sink.row if sink.takes_rows else None,
            progress=sink.progress if request.get("progress") else None,
            diagnostics=sink.diagnostic if request.get("diagnostics") else None,
            decode=decode_ordinal if request.get("typed") else None,
            token=token,
        )
        return {
            "total_rows": summary["total_rows"],
            "per_stream_counts": summary["per_stream_counts"],
            "elapsed_us": summary["elapsed_micros"],
            "metadata": summary["metadata"],
        }

    def do_emit_rows(self, request: Json) -> Json:
        token = self._token(request) or CancelToken()
        sink = self._sink(request, token)
        count = self._worker(request).emit_rows(
            request.get("streams") or (),
            request.get("then"),
            rows=sink.row if sink.takes_rows else None,
            token=token,
        )
        return {"count": count}

    def do_release(self, request: Json) -> Json:
        with self._lock:
            sink = self._sinks.get(request["call"])
        if sink is not None:
            sink.release()
        return {}

    # Profile display --------------------------------------------------------------------------------------------------

    def do_render_error(self, request: Json) -> Json:
        error = request["error"]
        return {"text": render.error_text(error["kind"], error)}

    # What the verbs share ---------------------------------------------------------------------------------------------

    def _worker(self, request: Json) -> Supervisor:
        worker = self._workers.get(request.get("worker", ""))
        if worker is None:
            raise WorkerError("unsupported_request", operation=str(request.get("do")))
        return worker

    def _token(self, request: Json) -> CancelToken | None:
        name = request.get("token")
        return None if name is None else self._named_token(name)

    def _named_token(self, name: str) -> CancelToken:
        with self._lock:
            return self._tokens.setdefault(name, CancelToken())

    def _sink(self, request: Json, token: CancelToken) -> ScriptedSink:
        sink = ScriptedSink(request["id"], request.get("sink") or {}, token, self._writer.write)
        with self._lock:
            self._sinks[request["id"]] = sink
        return sink


def config_from(given: Json) -> Config:
    """A supervisor's configuration from `spawn`'s; what is left out keeps the supervisor's own default."""
    options = {
        name: given[name]
        for name in (
            "args",
            "cwd",
            "startup_timeout_ms",
            "request_timeout_ms",
            "shutdown_timeout_ms",
            "kill_wait_ms",
            "max_frame_bytes",
            "rss_hard_limit_kib",
            "rss_sample_interval_ms",
        )
        if given.get(name) is not None
    }
    limit = given.get("restart_limit") or {}
    if limit.get("max") is not None:
        options["restart_limit_max"] = limit["max"]
    if limit.get("window_ms") is not None:
        options["restart_limit_window_ms"] = limit["window_ms"]
    options["env"] = [(name, value) for name, value in given.get("env") or ()]
    rules = given.get("policy") or {}
    names = ("max_requests", "max_imports", "max_rss_kib", "idle_restart_after_ms")
    options["policy"] = Policy(**{name: rules.get(name) for name in names})
    return Config(given["executable"], **options)


def decode_ordinal(payload: str) -> int:
    """A typed row's one field. Raises ValueError."""
    return parse_object(payload).required("ordinal").unsigned()


def with_integers(body: Json) -> Json:
    """Integers beyond 2^53 - 1 arrive as strings."""
    return {
        name: int(value) if name in ("lhs", "rhs") and isinstance(value, str) else value for name, value in body.items()
    }


def milliseconds(seconds: float | None) -> int | None:
    return None if seconds is None else int(seconds * 1000)


def close_quietly(worker: Supervisor) -> None:
    try:
        worker.close()
    except WorkerError as error:
        log(f"drop: {error}")


def log(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def serve(lines: Iterable[bytes], output_fd: int) -> int:
    """Serve requests until the end of ``lines``, then drop everything. Returns the exit status."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # an inherited SIG_IGN would reap our children behind our back
    threading.stack_size(STACK_BYTES)
    bridge = Bridge(LineWriter(output_fd))
    crew = Crew()
    for line in lines:
        try:
            request = json.loads(line)
            if not isinstance(request["id"], int):
                raise TypeError("id is not an integer")
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            log(f"not a request: {error!r}: {line[:200]!r}")
            continue
        crew.run(lambda request=request: bridge.answer(request))  # type: ignore[misc]
    bridge.close()
    return 0
