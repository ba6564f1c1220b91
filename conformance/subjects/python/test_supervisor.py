"""Tests of the supervisor against real, small children. Run with `python3 -m unittest` in this folder."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import render
from bridge import HELLO, LAYERS, encode
from call import CancelToken
from child import STDERR_TAIL_BYTES_MAX
from config import Config, Policy
from counters import RestartWindow
from errors import WorkerError
from sinks import Digest
from strict_json import RawJson
from supervisor import Supervisor
from testing import CHILD_PRELUDE, HERE, Rows, WithWorker, config, descriptors
from wire import FrameReader, FrameTooLarge, VersionMismatch, WireError, decode_message, encode_message


class Spawning(WithWorker):
    def test_a_fresh_supervisor_is_idle_at_generation_zero(self) -> None:
        worker = self.worker("handshake(); serve()")
        self.assertEqual(worker.metadata["worker_version"], "test/1")
        self.assertIsNone(worker.status())
        self.assertEqual(worker.snapshot()["worker_generation"], 0)
        self.assertFalse(any(value for value in worker.stats().values()))

    def test_a_missing_executable_is_a_spawn_error(self) -> None:
        error = self.fails("spawn", Supervisor, Config("/nonexistent/worker"))
        self.assertEqual(error.fields["executable"], "/nonexistent/worker")
        self.assertIn("No such file", error.fields["system_error"])

    def test_the_environment_has_the_three_and_lets_the_configured_override(self) -> None:
        worker = self.worker(
            "handshake(); expect('health')\n"
            "answer('error', code=os.environ['LEAN_BACKTRACE'], message=os.environ['RUST_BACKTRACE'])",
            env=[("RUST_BACKTRACE", "1"), ("RUST_BACKTRACE", "full")],
        )
        error = self.fails("worker", worker.health)
        self.assertEqual((error.fields["code"], error.fields["message"]), ("0", "full"))

    def test_a_death_before_the_handshake_keeps_its_stderr(self) -> None:
        error = self.fails("child_panic_or_abort", Supervisor, config("sys.stderr.write('no luck'); sys.exit(3)"))
        self.assertEqual(error.fields["exit"]["code"], 3)
        self.assertEqual(error.fields["exit"]["diagnostics"], "no luck")
        self.assertIn("no luck", str(error))

    def test_another_version_is_named(self) -> None:
        error = self.fails(
            "child_panic_or_abort",
            Supervisor,
            config("send('handshake', {'worker_version': 'x', 'protocol_version': 10}, version=9); hang()"),
        )
        self.assertIn("expected 10, received 9", str(error))

    def test_no_handshake_in_time_is_a_startup_timeout(self) -> None:
        started = time.monotonic()
        error = self.fails("timeout", Supervisor, config("hang()", startup_timeout_ms=100))
        self.assertGreaterEqual(time.monotonic() - started, 0.1)
        self.assertEqual(error.fields["operation"], "startup")
        self.assertFalse(error.fields["resource"]["work_entered_child"])

    def test_a_child_that_leaves_after_its_handshake_is_reaped(self) -> None:
        for _ in range(5):
            worker = None
            try:
                worker = Supervisor(config("handshake(configure=False); os._exit(0)"))
                self.fails("child_exited", worker.health)
            except WorkerError as error:
                self.assertIn(error.kind, ("child_exited", "protocol"))
            finally:
                if worker:
                    worker.close()
        with self.assertRaises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
        self.assertEqual(descriptors(), self._descriptors)


class Requests(WithWorker):
    def test_a_typed_error_leaves_the_worker_usable(self) -> None:
        worker = self.worker("handshake(); expect('health'); answer('error', code='c', message='m'); serve()")
        self.assertEqual(str(self.fails("worker", worker.health)), "worker returned c: m")
        worker.health()

    def test_the_wrong_status_leaves_the_worker_usable(self) -> None:
        worker = self.worker("handshake(); expect('health'); answer('rows_complete', count=1); serve()")
        self.fails("protocol", worker.health)
        worker.health()
        self.assertEqual(worker.stats()["requests"], 2)

    def test_an_abort_is_told_again_and_again(self) -> None:
        worker = self.worker("handshake(); expect('health'); sys.stderr.write('boom'); sys.stderr.flush(); os.abort()")
        for _ in range(3):
            error = self.fails("child_panic_or_abort", worker.health)
            self.assertEqual(error.fields["exit"]["signal"], 6)
            self.assertEqual(error.fields["exit"]["diagnostics"], "boom")
        stats = worker.stats()
        self.assertEqual((stats["requests"], stats["exits"]), (1, 1))
        worker.cycle()
        self.assertIsNone(worker.status())

    def test_a_bad_frame_ends_the_generation(self) -> None:
        worker = self.worker("handshake(); expect('health'); raw(frame('{\"version\":10')); hang()")
        self.assertIn("JSON decode failed", str(self.fails("protocol", worker.health)))
        self.fails("child_panic_or_abort", worker.health)
        self.assertEqual(worker.shutdown().outcome, "already_exited")

    def test_stale_output_never_answers_the_next_request(self) -> None:
        worker = self.worker(
            "handshake(); expect('health'); raw(message('response', {'status': 'health_ok'}) * 2); serve()"
        )
        worker.health()
        error = self.fails("protocol", worker.health)
        self.assertIn("stale health_ok frame from request 1, current request is 2", str(error))
        self.assertEqual(worker.stats()["requests"], 1)

    def test_a_request_over_the_cap_counts_nothing(self) -> None:
        worker = self.worker("handshake(); serve()", max_frame_bytes=1)
        self.fails("protocol", worker.stream, "e", "x" * 70_000)
        worker.health()
        self.assertEqual(worker.stats()["requests"], 1)

    def test_a_child_that_closes_stdout_and_lives_is_killed(self) -> None:
        worker = self.worker("handshake(); expect('health'); os.close(1); hang()", request_timeout_ms=300)
        started = time.monotonic()
        self.fails("child_panic_or_abort", worker.health)
        self.assertLess(time.monotonic() - started, 2)

    def test_a_child_that_does_not_read_times_out(self) -> None:
        worker = self.worker("handshake(); hang()", request_timeout_ms=200)
        error = self.fails("timeout", worker.stream, "e", "x" * 900_000)
        self.assertFalse(error.fields["resource"]["work_entered_child"])

    def test_a_child_that_closed_its_stdin_is_a_protocol_failure(self) -> None:
        worker = self.worker("handshake(); os.close(0); send('diagnostic', {'code': 'c', 'message': 'm'}); hang()")
        while not worker._life.require_child().backlog_bytes():
            time.sleep(0.001)
        worker._life.require_child().stale_output()
        worker._life.require_child().peek_frame()
        worker.set_request_timeout(100)
        self.fails("protocol", worker.health)

    def test_megabytes_on_stderr_block_nobody(self) -> None:
        worker = self.worker(
            "handshake()\nfor _ in range(64): os.write(2, b'e' * 65536)\nos.write(2, b'\\xff the end'); serve()"
        )
        worker.health()
        diagnostics = worker.shutdown().exit.diagnostics
        self.assertTrue(diagnostics.endswith("\ufffd the end"))
        self.assertLessEqual(len(diagnostics), STDERR_TAIL_BYTES_MAX)

    def test_a_grandchild_that_holds_the_pipes_delays_nothing(self) -> None:
        worker = self.worker(
            "handshake()\nif os.fork() == 0: time.sleep(5); os._exit(0)\nexpect('health'); os._exit(4)"
        )
        started = time.monotonic()
        self.assertEqual(self.fails("child_panic_or_abort", worker.health).fields["exit"]["code"], 4)
        self.assertLess(time.monotonic() - started, 2)

    def test_an_abort_is_absorbed_where_the_operation_says_so(self) -> None:
        worker = self.worker("handshake(); expect('verify_declaration_batch'); os.abort()")
        result = worker.request("verify_declaration_batch", {"request": {}, "targets": ["a", "b"]})
        self.assertTrue(result["degraded"])
        self.assertEqual([entry["target"] for entry in result["results"]], ["a", "b"])
        self.assertEqual(worker.snapshot()["last_restart_reason"], "child_abort")

    def test_listed_strings_must_be_as_many_as_counted(self) -> None:
        worker = self.worker(
            "handshake()\n"
            "for n in (2, 3):\n"
            " expect('list_declarations_strings'); row(0, 'a'); row(1, 'b'); answer('rows_complete', count=n)\n"
            "serve()"
        )
        self.assertEqual(worker.request("list_declarations_strings", {}), {"values": ["a", "b"]})
        self.fails("protocol", worker.request, "list_declarations_strings", {})


class Streams(WithWorker):
    def test_rows_arrive_exactly_and_in_order(self) -> None:
        worker = self.worker(
            "handshake(); expect('run_data_stream')\n"
            "for text in ('{\"a\" : 1.50, \"a\":2}', 'null', '\"\\\\ud800\"'):\n"
            " body = '{\"payload\": %s ,\"stream\":\"s\",\"sequence\":0}' % text\n"
            " raw(frame('{\"version\":10,\"message\":{\"type\":\"data_row\",\"body\":%s}}' % body))\n"
            "complete(3); serve()"
        )
        rows = Rows()
        summary = worker.stream("e", "{}", rows=rows)
        self.assertEqual(rows, ['{"a" : 1.50, "a":2}', "null", '"\\ud800"'])
        self.assertEqual(summary["total_rows"], 3)
        stats = worker.stats()
        self.assertEqual((stats["stream_successes"], stats["data_rows_delivered"]), (1, 3))
        self.assertEqual(stats["backpressure_waits"], 0)

    def test_a_row_without_a_sink_is_a_protocol_failure(self) -> None:
        worker = self.worker("handshake(); expect('health'); row(0, 1); answer('health_ok'); serve()")
        self.fails("protocol", worker.health)
        self.assertIsNotNone(worker.status())

    def test_a_failing_sink_ends_the_generation(self) -> None:
        worker = self.worker("handshake(); expect('run_data_stream'); row(0, 1); row(1, 2); hang()")

        def sink(row: object) -> None:
            if row.sequence == 1:  # type: ignore[attr-defined]
                raise RuntimeError("full")

        self.fails("data_sink_panic", worker.stream, "e", "{}", rows=sink)
        stats = worker.stats()
        self.assertEqual((stats["data_rows_delivered"], stats["stream_failures"]), (1, 1))
        self.fails("child_panic_or_abort", worker.health)

    def test_a_token_is_seen_after_a_row(self) -> None:
        worker = self.worker(
            "handshake()\nwhile expect('run_data_stream'):\n for i in range(5): row(i, i)\n complete(5)"
        )
        token, rows = CancelToken(), Rows()

        def sink(row: object) -> None:
            rows(row)
            if len(rows) == 2:
                token.set()

        error = self.fails("cancelled", worker.stream, "e", "{}", rows=sink, token=token)
        self.assertTrue(error.fields["resource"]["work_entered_child"])
        self.assertEqual(error.fields["resource"]["worker_generation"], 1)
        self.assertEqual(rows, ["0", "1"])
        error = self.fails("cancelled", worker.stream, "e", "{}", rows=rows, token=token)
        self.assertFalse(error.fields["resource"]["work_entered_child"])
        self.assertEqual(worker.stats()["cancelled_restarts"], 1)

    def test_a_slow_sink_is_counted_and_blocks_the_child(self) -> None:
        worker = self.worker(
            "handshake(); expect('run_data_stream')\nfor i in range(4000): row(i, 'x' * 100)\ncomplete(4000); serve()"
        )
        waited = []

        def sink(row: object) -> None:
            if row.sequence == 0:  # type: ignore[attr-defined]
                time.sleep(0.2)
                waited.append(worker._life.require_child().backlog_bytes())

        worker.stream("e", "{}", rows=sink)
        self.assertLessEqual(waited[0], 70_000)
        self.assertGreaterEqual(worker.stats()["backpressure_waits"], 1)

    def test_a_row_that_does_not_decode_replaces_the_worker(self) -> None:
        worker = self.worker("handshake(); expect('run_data_stream'); row(0, 7); row(1, 'no'); complete(2); serve()")
        rows = Rows()
        error = self.fails("typed_command_row_decode", worker.stream, "e", "{}", rows=rows, decode=int)
        self.assertEqual((error.fields["export"], error.fields["sequence"], rows), ("e", 1, ["7"]))
        self.assertEqual(worker.snapshot()["last_restart_reason"], "cancelled")

    def test_typed_failures_keep_their_fields(self) -> None:
        worker = self.worker(
            "handshake(); expect('run_data_stream'); answer('stream_callback_failed', status_byte=7, description='d')\n"
            "serve()"
        )
        error = self.fails("stream_callback_failed", worker.stream, "e", "{}", rows=Rows())
        self.assertEqual(error.fields, {"status": 7, "description": "d"})
        worker.health()


class Deadlines(WithWorker):
    def test_a_silent_child_times_out_and_is_replaced(self) -> None:
        worker = self.worker("handshake(); hang()", request_timeout_ms=100)
        started = time.monotonic()
        error = self.fails("timeout", worker.health)
        self.assertGreaterEqual(time.monotonic() - started, 0.1)
        self.assertEqual((error.fields["operation"], error.fields["duration_ms"]), ("health", 100))
        self.assertEqual(error.fields["resource"]["restart_reason"], "timeout")
        self.assertEqual(worker.stats()["timeout_restarts"], 1)
        self.assertIsNone(worker.status())

    def test_a_flood_ends_at_the_deadline(self) -> None:
        worker = self.worker(
            "handshake(); expect('health')\nwhile True: send('progress_tick', {'phase': 'p', 'current': 1})"
        )
        worker.set_request_timeout(100)
        self.fails("timeout", worker.health)

    def test_a_deadline_that_passes_in_a_sink_fires(self) -> None:
        worker = self.worker("handshake(); expect('run_data_stream'); row(0, 1); complete(1); serve()")
        worker.set_request_timeout(50)
        self.fails("timeout", worker.stream, "e", "{}", rows=lambda _: time.sleep(0.1))

    def test_a_timeout_of_zero_fires_at_once(self) -> None:
        worker = self.worker("handshake(); serve()", request_timeout_ms=0)
        self.fails("timeout", worker.health)

    def test_a_failed_replacement_is_told_instead(self) -> None:
        worker = self.worker("handshake(); hang()", request_timeout_ms=50, restart_limit_max=1)
        self.fails("timeout", worker.health)
        error = self.fails("restart_limit_exceeded", worker.health)
        self.assertEqual(error.fields, {"restarts": 1, "window_ms": 60_000})
        self.fails("shutdown_in_progress", worker.health)
        self.fails("restart_limit_exceeded", worker.cycle)
        self.assertIsNotNone(worker.status())
        self.assertEqual(worker.shutdown().outcome, "already_exited")
        self.assertEqual(worker.stats()["replacement_budget_skipped"], 2)

    def test_memory_over_the_hard_limit_kills(self) -> None:
        worker = self.worker(
            "handshake(); expect('health'); big = bytearray(64 << 20); hang()",
            rss_hard_limit_kib=48 << 10,
            rss_sample_interval_ms=5,
        )
        error = self.fails("rss_hard_limit_exceeded", worker.health)
        self.assertGreaterEqual(error.fields["current_kib"], 48 << 10)
        self.assertEqual(worker.stats()["rss_restarts"], 1)


class Policies(WithWorker):
    def test_max_requests_replaces_before_the_next(self) -> None:
        worker = self.worker("handshake(); serve()", policy=Policy(max_requests=2))
        for _ in range(5):
            worker.health()
        stats = worker.stats()
        self.assertEqual((stats["max_request_restarts"], stats["requests"], stats["exits"]), (2, 5, 2))

    def test_max_imports_counts_only_what_is_import_like(self) -> None:
        worker = self.worker(
            "handshake(); expect('health'); answer('health_ok'); expect('load_fixture_capability')\n"
            "answer('capability_loaded'); expect('health'); answer('health_ok'); serve()",
            policy=Policy(max_imports=1),
        )
        worker.health()
        worker.request("load_fixture_capability", {"manifest_path": "m"})
        worker.health()
        self.assertEqual(worker.stats()["restarts"], 0)
        self.fails("child_panic_or_abort", worker.request, "load_fixture_capability", {"manifest_path": "m"})
        stats = worker.stats()
        self.assertEqual((stats["max_import_restarts"], stats["import_like_admitted"]), (1, 2))

    def test_idleness_replaces(self) -> None:
        worker = self.worker("handshake(); serve()", policy=Policy(idle_restart_after_ms=50))
        time.sleep(0.06)
        worker.health()
        worker.health()
        self.assertEqual(worker.stats()["idle_restarts"], 1)


class Ending(WithWorker):
    def test_graceful(self) -> None:
        worker = self.worker("handshake(); serve()")
        report = worker.shutdown()
        self.assertEqual((report.outcome, report.kill_elapsed, report.exit.success), ("graceful", None, True))
        self.assertEqual(worker.shutdown().outcome, "already_exited")
        self.fails("child_exited", worker.health)

    def test_immediate(self) -> None:
        report = self.worker("handshake(); serve()").shutdown(graceful=False)
        self.assertEqual((report.outcome, report.exit.status), ("kill_only", "signal: 9 (SIGKILL)"))

    def test_a_child_that_does_not_leave_is_killed(self) -> None:
        worker = self.worker("handshake(); receive(); answer('terminating'); hang()", shutdown_timeout_ms=100)
        report = worker.shutdown()
        self.assertEqual(report.outcome, "graceful_timed_out_killed")
        self.assertGreaterEqual(report.elapsed, 0.1)

    def test_another_answer_than_terminating_is_a_protocol_failure(self) -> None:
        worker = self.worker("handshake(); receive(); answer('health_ok'); hang()")
        self.assertEqual(worker.shutdown().outcome, "graceful_protocol_failed_killed")

    def test_rows_during_a_shutdown_are_ignored(self) -> None:
        worker = self.worker("handshake(); receive(); row(0, 1); row(1, 1); answer('terminating')")
        self.assertEqual(worker.shutdown().outcome, "graceful")

    def test_a_drop_ends_a_call_in_flight(self) -> None:
        worker = self.worker(
            "handshake(); expect('health'); send('progress_tick', {'phase': 'p', 'current': 0}); hang()"
        )
        entered = threading.Event()
        errors: list[WorkerError] = []

        def call() -> None:
            try:
                worker.request("health", {}, progress=lambda _: entered.set())
            except WorkerError as error:
                errors.append(error)

        thread = threading.Thread(target=call)
        thread.start()
        entered.wait()
        worker.close()
        thread.join()
        self.assertEqual(errors[0].kind, "shutdown_in_progress")

    def test_a_request_during_a_shutdown_is_refused(self) -> None:
        worker = self.worker("handshake(); receive(); hang()", shutdown_timeout_ms=500)
        thread = threading.Thread(target=worker.shutdown)
        thread.start()
        while worker._life.state != "stopping":
            time.sleep(0.001)
        self.fails("shutdown_in_progress", worker.health)
        thread.join()


class Wire(unittest.TestCase):
    def refuses(self, text: str | bytes, kind: type[WireError] = WireError) -> None:
        with self.assertRaises(kind, msg=text):
            decode_message(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))

    @staticmethod
    def row(payload: str) -> str:
        body = f'{{"stream":"s","sequence":0,"payload":{payload}}}'
        return f'{{"version":10,"message":{{"type":"data_row","body":{body}}}}}'

    def test_json_is_strict(self) -> None:
        bad = ["NaN", "-Infinity", "01", "+1", ".5", "1.", "1e", '"\n"', "[1,]", '{"a":1,}', "/**/1", "'a'", "1 2"]
        for payload in bad:
            self.refuses(self.row(payload))
        self.refuses(b"")
        self.refuses(b'{"\xff":1}')
        self.refuses("\ufeff" + self.row("1"))
        self.refuses(self.row("1") + "x")
        self.refuses(self.row('"\ud800"'))

    def test_payloads_are_not_judged(self) -> None:
        for payload in ('{"a":1,"a":2}', "1e999", "9" * 10_000, '"\\ud800"', "[" * 128 + "]" * 128):
            self.assertEqual(decode_message(self.row(payload).encode()).payload, payload)  # type: ignore[union-attr]

    def test_depth_never_crashes(self) -> None:
        depth = 200_000
        self.refuses(self.row("[" * depth + "]" * depth))
        self.refuses('{"message":' * depth)

    def test_fields_are_checked(self) -> None:
        good = '{"version":10,"x":1,"x":2,"message":{"body":{"status":"u64","value":7,"extra":[]},"type":"response"}}'
        self.assertEqual(decode_message(good.encode()).fields, {"value": 7})  # type: ignore[union-attr]
        for value in ("-1", "-0", "2.0", "1e2", "18446744073709551616", '"7"', "null", "true"):
            self.refuses(good.replace("7", value))
        self.refuses(good.replace('"value":7', '"value":7,"value":7'))
        self.refuses(good.replace("u64", "u65"))
        self.refuses(good.replace('"version":10', '"version":9'), VersionMismatch)
        self.refuses(good.replace("u64", "\\ud800"))

    def test_the_cap_is_checked_before_reading_and_writing(self) -> None:
        with self.assertRaises(FrameTooLarge):
            encode_message("request", {"op": "x" * 100}, 100)
        read_end, write_end = os.pipe()
        try:
            os.write(write_end, (101).to_bytes(4, "big"))
            reader = FrameReader(read_end, 100)
            reader.fill()
            with self.assertRaises(FrameTooLarge):
                reader.take()
        finally:
            os.close(read_end)
            os.close(write_end)


class Small(unittest.TestCase):
    def test_the_window_lets_n_pass(self) -> None:
        window = RestartWindow(2, 10.0)
        self.assertEqual([window.admit(now) for now in (0.0, 1.0, 9.9, 10.0, 10.5)], [True, True, False, True, False])

    def test_diagnostics_are_cut_between_characters_and_outside_sequences(self) -> None:
        self.assertEqual(render.truncate_diagnostics("a" * 4096), "a" * 4096)
        self.assertEqual(render.truncate_diagnostics("é" * 3, 5), "éé… (2 bytes truncated)")
        self.assertEqual(render.truncate_diagnostics("abc\x1b[31mred", 6), "abc… (8 bytes truncated)")
        self.assertEqual(render.truncate_diagnostics("abc\x1b[31mred", 4), "abc… (8 bytes truncated)")
        self.assertEqual(render.truncate_diagnostics("abc\x1b[31mred", 9), "abc\x1b[31mr… (2 bytes truncated)")

    def test_durations(self) -> None:
        texts = [render.duration_text(ms) for ms in (1500, 100, 60_000, 0, 0.25)]
        self.assertEqual(texts, ["1.5s", "100ms", "60s", "0ns", "250µs"])

    def test_floors(self) -> None:
        raised = Config("x", max_frame_bytes=1, restart_limit_max=0, policy=Policy(max_requests=0))
        self.assertEqual((raised.max_frame_bytes, raised.restart_limit_max, raised.policy.max_requests), (65_536, 1, 1))

    def test_the_adapter_writes_exact_texts_and_portable_integers(self) -> None:
        line = encode({"a": RawJson("1.50"), "b": 2**53, "c": [True, None]})
        self.assertEqual(line, '{"a":1.50,"b":"9007199254740992","c":[true,null]}')

    def test_the_digest_is_fnv1a(self) -> None:
        self.assertEqual(Digest().as_dict(), {"rows": 0, "bytes": 0, "fnv1a": "cbf29ce484222325"})
        digest = Digest()
        digest.add("foobar")
        self.assertEqual(digest.as_dict(), {"rows": 1, "bytes": 6, "fnv1a": "345316a7168b8506"})


class Adapter(unittest.TestCase):
    def test_the_readme_names_the_profiles_that_hello_claims(self) -> None:
        sentence = re.search(r"^It claims (.*?)\.$", (HERE / "README.md").read_text(), re.DOTALL | re.MULTILINE)
        assert sentence
        self.assertEqual(set(re.findall(r"`(\w+)`", sentence.group(1))), set(HELLO["profiles"]))

    def test_every_verb_of_a_layer_is_served_by_its_module(self) -> None:
        for verb, module in LAYERS.items():
            verbs = importlib.import_module(module).Verbs
            self.assertTrue(hasattr(verbs, f"do_{verb}") or hasattr(verbs, f"at_{verb}"), verb)

    def test_calls_are_answered_and_the_end_of_input_drops_everything(self) -> None:
        adapter = subprocess.Popen(
            [sys.executable, str(HERE / "adapter.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert adapter.stdin and adapter.stdout

        def call(id_: int, do: str, **arguments: object) -> dict[str, object]:
            assert adapter.stdin and adapter.stdout
            adapter.stdin.write(json.dumps({"id": id_, "do": do, **arguments}) + "\n")
            adapter.stdin.flush()
            answer: dict[str, object] = json.loads(adapter.stdout.readline())
            return answer

        child = [sys.executable, "-S", "-E", "-c", CHILD_PRELUDE + "handshake(); serve()"]
        self.assertEqual(call(1, "hello", protocol=1)["ok"]["protocol"], 1)  # type: ignore[index]
        self.assertIn("ok", call(2, "spawn", worker="a", config={"executable": child[0], "args": child[1:]}))
        self.assertEqual(call(3, "health", worker="a"), {"id": 3, "ok": {}})
        self.assertEqual(call(4, "status", worker="a")["ok"], {"state": "running"})
        self.assertIn("unsupported", call(5, "bench"))
        self.assertEqual(call(6, "health", worker="b")["error"]["kind"], "unsupported_request")  # type: ignore[index]
        adapter.stdin.close()
        self.assertEqual(adapter.stdout.read(), "")
        adapter.stdout.close()
        self.assertEqual(adapter.wait(timeout=10), 0)


if __name__ == "__main__":
    unittest.main()
