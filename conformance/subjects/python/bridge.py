"""Joins the supervisor to the adapter protocol (conformance/ADAPTER.md).

One thread reads requests and hands each to a crew of threads, so that no call waits behind another; one lock keeps the
lines on stdout whole. The verbs are methods of ``Bridge`` called ``do_VERB``: arguments in, ``ok`` out.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import threading
from queue import SimpleQueue

import render
from call import CancelToken
from config import Config, Policy
from errors import WorkerError
from sinks import ScriptedSink
from strict_json import RawJson, parse_object
from supervisor import Supervisor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

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
    "profiles": ["supervisor", "stream", "session", "pool", "actor", "config", "planner", "display"],
    "features": ["concurrent", "rss", "faketime"],
    "display": True,
}

_quote = json.JSONEncoder(ensure_ascii=False).encode

# The verbs of the layers above one supervisor, by the module that serves them. It is loaded with the first of them, so
# that an adapter that is started for a plain supervisor starts fast.
LAYERS = {
    "stream": "session_verbs",
    "open_session": "session_verbs",
    "session_status": "session_verbs",
    "json_command": "session_verbs",
    "capability_metadata": "session_verbs",
    "capability_doctor": "session_verbs",
    "open_capability": "session_verbs",
    "check_capability": "session_verbs",
    "resolve_child": "session_verbs",
    "pool_open": "pool_verbs",
    "acquire": "pool_verbs",
    "lease": "pool_verbs",
    "release_lease": "pool_verbs",
    "pool_snapshot": "pool_verbs",
    "pool_close": "pool_verbs",
    "actor_open": "actor_verbs",
    "submit": "actor_verbs",
    "facts": "actor_verbs",
    "actor_stop": "actor_verbs",
    "resolve_config": "planning_verbs",
    "plan": "planning_verbs",
}


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
        return value.replace("\n", " ")  # only between tokens: a string has no raw one
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


class Bridge:
    """The adapter's state: its supervisors, tokens and sinks by name."""

    def __init__(self, writer: LineWriter) -> None:
        self._writer = writer
        self._lock = threading.Lock()
        self._workers: dict[str, Supervisor] = {}
        self._tokens: dict[str, CancelToken] = {}
        self._sinks: dict[int, ScriptedSink] = {}
        self._layers: dict[str, Any] = {}

    def begin(self, request: Json) -> Callable[[], None]:
        """Do what has to be done in the order in which requests come; what is returned does the rest, on any thread.

        A layer's method ``at_VERB`` does the first part. It gives the call of which the second part is made.
        """
        layer = LAYERS.get(str(request.get("do")))
        at_once = getattr(self._layer(layer), f"at_{request['do']}", None) if layer else None
        if at_once is None:
            return lambda: self.answer(request)
        try:
            call = at_once(request)
        except Exception as error:
            call = raising(error)
        return lambda: self.answer(request, call)

    def answer(self, request: Json, call: Callable[[], Json] | None = None) -> None:
        """Make one call and write its one answer."""
        id_ = request["id"]
        try:
            answer = {"ok": call() if call is not None else self._verb(request)(request)}
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
            owners = [*self._workers.values(), *self._layers.values()]
            for sink in self._sinks.values():
                sink.release()
        close_all(owners)

    def _verb(self, request: Json) -> Callable[[Json], Json]:
        name = str(request.get("do"))
        verb = getattr(self._layer(LAYERS[name]) if name in LAYERS else self, f"do_{name}", None)
        if verb is None:
            raise Unsupported(f"verb {name!r} is not claimed")
        return verb

    def _layer(self, module: str) -> Any:
        with self._lock:
            if module not in self._layers:
                self._layers[module] = importlib.import_module(module).Verbs(self)
            return self._layers[module]

    # Profile supervisor -----------------------------------------------------------------------------------------------

    def do_hello(self, _: Json) -> Json:
        return HELLO

    def do_spawn(self, request: Json) -> Json:
        return self.add_worker(request, lambda: Supervisor(config_from(request["config"]))).metadata

    def do_health(self, request: Json) -> Json:
        self.worker(request).health(self.token(request))
        return {}

    def do_request(self, request: Json) -> Json:
        sink = ScriptedSink(request["id"], {}, CancelToken(), self._writer.write)
        return self.worker(request).request(
            request["op"],
            with_integers(request.get("body") or {}),
            self.token(request),
            progress=sink.progress if request.get("progress") else None,
            diagnostics=sink.diagnostic if request.get("diagnostics") else None,
        )

    def do_cycle(self, request: Json) -> Json:
        self.worker(request).cycle()
        return {}

    def do_shutdown(self, request: Json) -> Json:
        report = self.worker(request).shutdown(graceful=request.get("mode") != "immediate")
        return {
            "outcome": report.outcome,
            "exit": report.exit.as_dict(),
            "graceful_timeout_ms": milliseconds(report.graceful_timeout),
            "elapsed_ms": milliseconds(report.elapsed),
            "kill_elapsed_ms": milliseconds(report.kill_elapsed),
            "wait_elapsed_ms": milliseconds(report.wait_elapsed),
        }

    def do_drop(self, request: Json) -> Json:
        worker = self.worker(request)
        with self._lock:
            self._workers.pop(request["worker"], None)
        worker.close()
        return {}

    def do_status(self, request: Json) -> Json:
        exit_ = self.worker(request).status()
        return {"state": "running"} if exit_ is None else {"state": "exited", "exit": exit_.as_dict()}

    def do_stats(self, request: Json) -> Json:
        return self.worker(request).stats()

    def do_snapshot(self, request: Json) -> Json:
        return self.worker(request).snapshot()

    def do_rss(self, request: Json) -> Json:
        return {"kib": self.worker(request).sample_rss()}

    def do_set_request_timeout(self, request: Json) -> Json:
        self.worker(request).set_request_timeout(request["ms"])
        return {}

    def do_metadata(self, request: Json) -> Json:
        return self.worker(request).metadata

    def do_cancel(self, request: Json) -> Json:
        self._named_token(request["token"]).set()
        return {}

    # Profile stream ---------------------------------------------------------------------------------------------------

    def do_emit_rows(self, request: Json) -> Json:
        token = self.token(request) or CancelToken()
        sink = self.sink(request["id"], request, token)
        count = self.worker(request).emit_rows(
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

    def add_worker(self, request: Json, make: Callable[[], Supervisor]) -> Supervisor:
        """Make a worker under a name that must be free; a failure leaves it so."""
        name = request["worker"]
        if name in self._workers:
            raise WorkerError("unsupported_request", operation=request["do"])
        worker = make()
        with self._lock:
            self._workers[name] = worker
        return worker

    def worker(self, request: Json) -> Supervisor:
        worker = self.find(request.get("worker"))
        if worker is None:
            raise WorkerError("unsupported_request", operation=str(request.get("do")))
        return worker

    def find(self, name: str | None) -> Supervisor | None:
        return self._workers.get(name or "")

    def has(self, worker: Supervisor) -> bool:
        """Whether a worker was not dropped."""
        return worker in self._workers.values()

    def token(self, request: Json) -> CancelToken | None:
        name = request.get("token")
        return None if name is None else self._named_token(name)

    def _named_token(self, name: str) -> CancelToken:
        with self._lock:
            return self._tokens.setdefault(name, CancelToken())

    def sink(self, id_: int, call: Json, token: CancelToken) -> ScriptedSink:
        """The sinks that ``call`` asks for; their events name request ``id_``."""
        sink = ScriptedSink(id_, call.get("sink") or {}, token, self._writer.write)
        with self._lock:
            self._sinks[id_] = sink
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


def raising(error: Exception) -> Callable[[], Json]:
    def call() -> Json:
        raise error

    return call


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


def close_all(owners: Iterable[Any]) -> None:
    """Close everything at the same time."""
    threads = [threading.Thread(target=close_quietly, args=(owner,), daemon=True) for owner in owners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def close_quietly(owner: Any) -> None:
    try:
        owner.close()
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
        crew.run(bridge.begin(request))
    bridge.close()
    return 0
