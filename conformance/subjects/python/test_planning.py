"""Tests of the pure parts above a supervisor: configuration, planning, an actor's books and mailbox."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from books import Books, RestartEvent, actor_cause
from errors import WorkerError
from knobs import DEFAULTS, PREFIX, resolve
from mailbox import Mailbox
from planner import plan


class Knobs(unittest.TestCase):
    def fails(self, environment: dict[str, str], file_text: str | None = None) -> WorkerError:
        with self.assertRaises(WorkerError) as caught:
            resolve({PREFIX + name: text for name, text in environment.items()}, file_text)
        self.assertEqual(caught.exception.kind, "config")
        return caught.exception

    def test_a_knob_is_taken_from_the_environment_then_the_file_then_its_default(self) -> None:
        file_text = '{"worker_restart_limit": 7, "project_mailbox_capacity": 4}'
        knobs = resolve({PREFIX + "WORKER_RESTART_LIMIT": "5"}, file_text)
        limit, capacity = knobs["WORKER_RESTART_LIMIT"], knobs["PROJECT_MAILBOX_CAPACITY"]
        self.assertEqual((limit.value, limit.source), (5, "environment"))
        self.assertEqual((capacity.value, capacity.source), (4, "file"))
        self.assertEqual({name: knob.value for name, knob in resolve({}).items()}, DEFAULTS)

    def test_a_variable_that_is_no_whole_number_is_named(self) -> None:
        for text in ("", " 5", "5 ", "+5", "-5", "5.0", "5k", "1_0", "٥", str(2**64)):
            error = self.fails({"WORKER_RESTART_LIMIT": text}, '{"worker_restart_limit": 5}')
            self.assertEqual(error.fields["variable"], PREFIX + "WORKER_RESTART_LIMIT")
        self.assertEqual(self.fails({}, '{"worker_restart_limit": 1.5}').fields["variable"], "worker_restart_limit")

    def test_zero_is_refused_from_any_source(self) -> None:
        for error in (self.fails({"WORKER_RESTART_LIMIT": "0"}), self.fails({}, '{"worker_restart_limit": 0}')):
            self.assertEqual(str(error), PREFIX + "WORKER_RESTART_LIMIT resolved to 0, which is not allowed")

    def test_the_memory_limits_escalate(self) -> None:
        names = ("IMPORT_SWITCH_RSS_SOFT_KIB", "WORKER_RSS_POST_JOB_RESTART_KIB", "WORKER_RSS_HARD_KILL_KIB")
        low = dict.fromkeys(names, "7")
        resolve({PREFIX + name: text for name, text in low.items()})
        for name in names[1:]:
            error = self.fails({**low, name: "6"})
            self.assertRegex(str(error), r"^invalid RSS config: .*7.*6")


class Planning(unittest.TestCase):
    def module(self, name: str, **other: object) -> dict[str, object]:
        key = {"project_root": "/p", "package": "k", "lib_name": "L", "source_root": "s", "imports": [], "profile": "x"}
        return {"module": name, **key, "policy_class": "default", **other}

    def test_modules_with_one_key_are_one_batch_in_byte_order(self) -> None:
        modules = [self.module(name) for name in ("b", "B", "a.b", "a'", "b")]
        batches = plan(modules, ["L"])
        self.assertEqual([batch["modules"] for batch in batches], [["B", "a'", "a.b", "b"]])
        self.assertEqual(plan(modules[::-1], ["L"]), batches)

    def test_batches_are_sorted_by_their_keys_fields(self) -> None:
        imports = (["b"], ["a", "b"], [], ["a"], ["ab"])
        modules = [self.module("M", imports=list(each)) for each in imports]
        modules.append(self.module("M", project_root="/a", imports=["z"]))
        batches = plan(modules, ["L"])
        self.assertEqual([batch["imports"] for batch in batches], [["z"], [], ["a"], ["a", "b"], ["ab"], ["b"]])

    def test_bad_names_and_undeclared_libraries_are_refused(self) -> None:
        for name in ("", ".", "A.", "A..B", "1A", "A-B", "Ä", "A\n"):
            with self.assertRaises(WorkerError) as caught:
                plan([self.module(name)], ["L"])
            self.assertEqual((caught.exception.kind, caught.exception.fields["module"]), ("invalid_module_name", name))
        with self.assertRaises(WorkerError) as caught:
            plan([self.module("A")], [])
        self.assertEqual(caught.exception.fields["target"], "L")


class ActorsBooks(unittest.TestCase):
    def test_the_supervisors_causes_have_the_actors_names(self) -> None:
        names = {"rss_ceiling": "rss_post_job", "rss_hard_limit": "rss_hard_limit_exceeded", "timeout": "timeout"}
        for cause, name in {**names, "child_abort": "child_abort", "who knows": "worker_internal"}.items():
            self.assertEqual(actor_cause(cause), name)

    def test_only_abnormal_restarts_count_and_they_leave_at_the_windows_age(self) -> None:
        books = Books(2, 10.0)
        for began, cause in ((0.0, "timeout"), (1.0, "idle"), (2.0, "child_exit")):
            self.assertTrue(books.admits(cause, began))
            books.record(RestartEvent(cause, "because", 2), began)
        self.assertFalse(books.admits("timeout", 9.9))
        self.assertTrue(books.admits("max_requests", 9.9))
        self.assertTrue(books.admits("timeout", 10.0))
        self.assertEqual(books.facts()["restarts_by_cause"], {"timeout": 1, "idle": 1, "child_exit": 1})

    def test_a_mailbox_counts_what_waits_and_not_what_runs(self) -> None:
        mailbox = Mailbox(1, lambda _, reason, again: WorkerError("unavailable", reason=reason, retryable=again))
        mailbox.post("runs")
        mailbox.post("waits")
        self.refused(mailbox, "mailbox_full", True)
        first = mailbox.take()
        assert first is not None
        self.refused(mailbox, "mailbox_full", True)
        mailbox.finish()
        mailbox.post("waits too")
        self.assertEqual([letter.job for letter in mailbox.close()], ["waits", "waits too"])
        self.refused(mailbox, "mailbox_closed", True)
        self.assertIsNone(mailbox.take())
        mailbox.end()
        self.refused(mailbox, "project actor is stopped", False)

    def refused(self, mailbox: Mailbox, reason: str, retryable: bool) -> None:
        with self.assertRaises(WorkerError) as caught:
            mailbox.post("more")
        self.assertEqual(caught.exception.fields, {"reason": reason, "retryable": retryable})


if __name__ == "__main__":
    unittest.main()
