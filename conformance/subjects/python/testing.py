"""What the tests share: small, real children whose behaviour is a text, and a check that nothing is left of them."""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from config import Config
from errors import WorkerError
from supervisor import Supervisor

HERE = Path(__file__).parent

# What a test's child can do. Its behaviour is the text that follows.
CHILD_PRELUDE = r"""
import json, os, signal, sys, time
stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
def frame(text):
    data = text if isinstance(text, bytes) else text.encode()
    return len(data).to_bytes(4, "big") + data
def raw(data):
    stdout.write(data)
    stdout.flush()
def message(kind, body, version=10):
    return frame(json.dumps({"version": version, "message": {"type": kind, "body": body}}))
def send(kind, body, version=10):
    raw(message(kind, body, version))
def answer(status, **fields):
    send("response", {"status": status, **fields})
def row(sequence, payload, stream="rows"):
    send("data_row", {"stream": stream, "sequence": sequence, "payload": payload})
def complete(n):
    answer("stream_complete", summary={"total_rows": n, "per_stream_counts": {"rows": n}, "elapsed_micros": 5})
def receive():
    header = stdin.read(4)
    if len(header) < 4:
        sys.exit(0)
    return json.loads(stdin.read(int.from_bytes(header, "big")))["message"]["body"]
def expect(op):
    body = receive()
    if body["op"] == "terminate":
        answer("terminating")
        sys.exit(0)
    assert body["op"] == op, body
    return body
def serve():
    while True:
        expect("health")
        answer("health_ok")
def hang():
    while True:
        time.sleep(60)
def handshake(configure=True):
    send("handshake", {"worker_version": "test/1", "protocol_version": 10})
    if configure:
        return receive()
"""


def config(behaviour: str, **options: object) -> Config:
    options.setdefault("request_timeout_ms", 60_000)
    options.setdefault("shutdown_timeout_ms", 300)
    return Config(sys.executable, ["-S", "-E", "-c", CHILD_PRELUDE + behaviour], **options)  # type: ignore[arg-type]


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


class Rows(list):  # type: ignore[type-arg]
    """A row sink that keeps the payloads."""

    def __call__(self, row: object) -> None:
        self.append(row.payload)  # type: ignore[attr-defined]


class WithWorker(unittest.TestCase):
    def setUp(self) -> None:
        self._descriptors = descriptors()

    def worker(self, behaviour: str, **options: object) -> Supervisor:
        worker = Supervisor(config(behaviour, **options))
        self.addCleanup(self._nothing_left, worker)
        return worker

    def _nothing_left(self, worker: Supervisor) -> None:
        worker.close()
        with self.assertRaises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
        self.assertEqual(descriptors(), self._descriptors)

    def fails(self, kind: str, function: object, *args: object, **options: object) -> WorkerError:
        with self.assertRaises(WorkerError) as caught:
            function(*args, **options)  # type: ignore[operator]
        self.assertEqual(caught.exception.kind, kind, str(caught.exception))
        return caught.exception


# A child with exports: what is asked of it decides what it does.
WORKING_CHILD = r"""
STATS = {"direct_import_names": ["Init"], "import_level": "private", "import_all": False, "load_exts": False}
STATS.update((name, 1) for name in (
    "effective_module_count", "compacted_region_count", "memory_mapped_region_count", "compacted_region_bytes",
    "memory_mapped_region_bytes", "non_memory_mapped_region_bytes", "imported_bytes", "imported_constant_count",
    "extension_count", "total_imported_extension_entries"))
METADATA = {"commands": [{"name": "c", "version": "1"}], "capabilities": [], "extra": {"b": 1, "a": None}}
def work():
    served = 0
    while True:
        body = receive()
        op, export = body["op"], body.get("export")
        served += op != "terminate"
        if op == "terminate":
            answer("terminating")
            sys.exit(0)
        elif op == "health":
            answer("health_ok")
        elif op == "open_host_session":
            answer("host_session_opened", import_stats=STATS)
        elif op == "capability_metadata":
            answer("capability_metadata", metadata=METADATA)
        elif export == "abort":
            os.abort()
        elif export == "exit":
            os._exit(0)
        elif export == "hang":
            hang()
        elif export == "missing":
            answer("error", code="lean_rs.worker.session_missing", message="no session")
        elif export == "garbage":
            answer("json_command", response_json="{")
        elif export == "served":
            answer("json_command", response_json=json.dumps(served))
        else:
            answer("json_command", response_json=body["request_json"])
handshake()
work()
"""
