"""Tests of sessions and capabilities. Run with `python3 -m unittest` in this folder."""

from __future__ import annotations

import os
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from bridge import decode_ordinal
from call import CancelToken
from capability import MetadataQuestion, check_capability, open_capability, resolve_child
from config import Config, Policy
from session import Commands, Session, same_json
from testing import WORKING_CHILD, WithWorker, config

HOST = {"project_root": "/p", "mode": {"kind": "shims_only"}, "imports": ["Init"]}
WRONG = {"commands": [], "capabilities": [], "lean_version": None, "extra": None}


class Sessions(WithWorker):
    def test_a_command_is_answered_with_the_exports_own_text(self) -> None:
        session = Session.open(self.worker(WORKING_CHILD), HOST)
        self.assertEqual(session.json_command("echo", {"b": 1.5, "a": None}), '{"b":1.5,"a":null}')
        self.assertEqual(session.import_stats["direct_import_names"], ["Init"])

    def test_a_session_ends_with_its_generation_and_nothing_is_sent(self) -> None:
        worker = self.worker(WORKING_CHILD)
        session = Session.open(worker, HOST)
        worker.cycle()
        self.assertFalse(session.valid)
        error = self.fails("unsupported_request", session.json_command, "echo", {})
        self.assertEqual(error.fields["operation"], "worker_session_invalidated")
        self.assertEqual(worker.stats()["requests"], 1)

    def test_a_session_ends_with_its_child(self) -> None:
        worker = self.worker(WORKING_CHILD)
        session = Session.open(worker, HOST)
        self.fails("child_panic_or_abort", session.json_command, "abort", {})
        self.assertFalse(session.valid)
        self.fails("unsupported_request", session.json_command, "echo", {})

    def test_a_request_that_a_policy_restart_robs_of_its_session_is_not_sent(self) -> None:
        worker = self.worker(WORKING_CHILD, policy=Policy(max_requests=2))
        session = Session.open(worker, HOST)
        session.json_command("echo", 1)
        self.fails("unsupported_request", session.json_command, "echo", 2)
        self.assertEqual((worker.generation, worker.stats()["requests"]), (1, 2))

    def test_a_token_that_was_set_before_leaves_the_session_alone(self) -> None:
        session = Session.open(self.worker(WORKING_CHILD), HOST)
        token = CancelToken()
        token.set()
        self.fails("cancelled", session.json_command, "echo", 1, token=token)
        self.assertTrue(session.valid)

    def test_a_request_that_cannot_be_encoded_is_not_counted(self) -> None:
        worker = self.worker(WORKING_CHILD)
        for request in (float("nan"), "\ud800", {1, 2}):
            self.fails("typed_command_request_encode", Commands(worker).json_command, "echo", request)
        self.assertEqual(worker.stats()["requests"], 0)

    def test_a_response_that_does_not_decode_leaves_the_worker_usable(self) -> None:
        commands = Commands(self.worker(WORKING_CHILD))
        for export, request in (("garbage", None), ("echo", {"ordinal": -1})):
            command = commands.json_command
            error = self.fails("typed_command_response_decode", command, export, request, decode=decode_ordinal)
            self.assertEqual(error.fields["export"], export)
        self.fails("typed_command_response_decode", commands.json_command, "garbage", None)
        self.assertEqual(commands.json_command("echo", {"ordinal": 7}, decode=decode_ordinal), 7)

    def test_metadata_is_compared_as_a_whole(self) -> None:
        commands = Commands(self.worker(WORKING_CHILD))
        right = {"commands": [{"version": "1", "name": "c"}], "capabilities": [], "extra": {"b": 1}}
        commands.capability_metadata("meta", {}, expected=right)
        for wrong in ({**right, "commands": []}, {**right, "extra": {"b": True}}, {**right, "lean_version": "4"}):
            self.fails("capability_metadata_mismatch", commands.capability_metadata, "meta", {}, expected=wrong)

    def test_json_is_the_same_but_for_order_and_null_members(self) -> None:
        self.assertTrue(same_json({"a": 1, "b": [None, {}]}, {"b": [None, {"c": None}], "a": 1}))
        for left, right in (([1], [1, None]), (True, 1), (0, False), ({"a": 0}, {}), ("1", 1)):
            self.assertFalse(same_json(left, right), (left, right))


class Capabilities(WithWorker):
    def test_a_capability_is_opened_step_by_step(self) -> None:
        capability = open_capability(lambda: config(WORKING_CHILD), HOST, MetadataQuestion("meta", {}))
        self.addCleanup(self._nothing_left, capability.worker)
        self.assertEqual(capability.worker.stats()["requests"], 3)
        assert capability.metadata is not None
        self.assertEqual(capability.metadata["commands"][0]["name"], "c")

    def test_a_failure_at_any_step_leaves_no_process(self) -> None:
        question = MetadataQuestion("meta", {}, WRONG)
        closed = "receive(); answer('error', code='c', message='m')"
        behaviours = (
            ("child_exited", "sys.exit(0)"),
            ("child_panic_or_abort", "handshake(); expect('health'); os.abort()"),
            ("worker", f"handshake(); expect('health'); answer('health_ok'); {closed}"),
            ("capability_metadata_mismatch", WORKING_CHILD),
        )
        for kind, behaviour in behaviours:
            self.fails(kind, open_capability, lambda behaviour=behaviour: config(behaviour), HOST, question)
            with self.assertRaises(ChildProcessError):
                os.waitpid(-1, os.WNOHANG)

    def test_a_check_finds_what_is_wrong_and_leaves_no_process(self) -> None:
        mute = "send('handshake', {'worker_version': 'x', 'protocol_version': 9}); hang()"
        findings = {
            "handshake_failed": (lambda: config(mute), None),
            "startup_failed": (lambda: Config("/nonexistent/worker"), None),
            "metadata_mismatch": (lambda: config(WORKING_CHILD), MetadataQuestion("meta", {}, WRONG)),
            "child_unresolved": (lambda: Config(resolve_child("x", "/nonexistent/folder")), None),
        }
        for code, (find_config, question) in findings.items():
            codes = [finding["code"] for finding in check_capability(find_config, HOST, question)]
            self.assertEqual(codes, [f"lean_rs.worker.bootstrap.{code}"])
        self.assertEqual(check_capability(lambda: config(WORKING_CHILD), HOST), [])
        with self.assertRaises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)


class Children(WithWorker):
    def test_a_child_is_looked_for_in_order(self) -> None:
        with tempfile.TemporaryDirectory() as root:
            inner = os.path.join(root, "bin")
            os.mkdir(inner)
            paths = [os.path.join(folder, "kid") for folder in (root, inner)]
            explicit = os.path.join(root, "explicit")
            error = self.fails("worker_child_unresolved", resolve_child, "kid", inner, explicit=explicit)
            self.assertEqual(error.fields["tried"], [explicit, paths[1], paths[0]])
            for path in (*paths, explicit):
                Path(path).touch(0o755)
                self.assertEqual(resolve_child("kid", inner, explicit=explicit), path)
            error = self.fails("worker_child_unresolved", resolve_child, "kid", inner, override="/nothing/there")
            self.assertEqual(error.fields["tried"], ["/nothing/there"])

    def test_what_is_found_must_be_able_to_run(self) -> None:
        with tempfile.TemporaryDirectory() as root:
            error = self.fails("worker_child_not_executable", resolve_child, "kid", root, explicit=root)
            self.assertIn("regular file", error.fields["reason"])
            Path(root, "kid").touch(0o644)
            error = self.fails("worker_child_not_executable", resolve_child, "kid", root)
            self.assertEqual(error.fields["path"], os.path.join(root, "kid"))


if __name__ == "__main__":
    unittest.main()
