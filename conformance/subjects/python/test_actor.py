"""Tests of actors. Run with `python3 -m unittest` in this folder."""

from __future__ import annotations

import os
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from actor import Actor, ActorConfig, Job
from call import CancelToken
from config import Policy
from errors import WorkerError
from mailbox import Letter
from testing import WORKING_CHILD, WithWorker, config, descriptors

HOST = {"project_root": "/p", "mode": {"kind": "shims_only"}, "imports": ["Init"]}


def job(export: str, *imports: str, token: CancelToken | None = None, request: str = "1") -> Job:
    body = {"export": export, "request_json": request}

    def perform(supervisor: object, generation: int | None) -> object:
        return supervisor.request("json_command", body, token, generation=generation)  # type: ignore[attr-defined]

    return Job(perform, imports, token)


class WithActor(WithWorker):
    def actor(
        self, behaviour: str = WORKING_CHILD, *, worker: dict[str, object] | None = None, **options: object
    ) -> Actor:
        actor = Actor(ActorConfig(config(behaviour, **(worker or {})), **options))  # type: ignore[arg-type]
        self.addCleanup(self._no_process_left, actor)
        return actor

    def _no_process_left(self, actor: Actor) -> None:
        actor.close()
        with self.assertRaises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
        self.assertEqual(descriptors(), self._descriptors)

    def served(self, actor: Actor, export: str = "echo", *imports: str) -> tuple[str, dict[str, object]]:
        value, runtime = actor.post(job(export, *imports)).wait()
        return value["response_json"], runtime

    def unavailable(self, letter: Letter, reason: str) -> WorkerError:
        error = self.fails("unavailable", letter.wait)
        self.assertRegex(error.fields["reason"], f"^{reason}")
        return error


class Jobs(WithActor):
    def test_a_value_comes_with_facts(self) -> None:
        actor = self.actor(session=HOST, project_root="/p")
        value, runtime = self.served(actor, "served", "A", "B")
        self.assertEqual(value, "2")
        self.assertEqual((runtime["worker_generation"], runtime["import_profile"]), (1, "A\nB"))
        self.assertFalse(runtime["worker_restarted"])

    def test_a_death_is_tried_once_more_with_a_new_worker(self) -> None:
        actor = self.actor(session=HOST)
        error = self.unavailable(actor.post(job("abort")), "worker_died_after_retry: ")
        self.assertEqual((error.fields["retryable"], error.fields["restart_cause"]), (True, "child_abort"))
        runtime = error.fields["runtime"]
        self.assertEqual((runtime["retry_count"], runtime["restarts_by_cause"]), (1, {"child_abort": 1}))
        _, runtime = self.served(actor)
        self.assertEqual((runtime["worker_generation"], runtime["restarts_total"]), (3, 2))

    def test_the_limit_turns_the_actor_unhealthy_for_good(self) -> None:
        actor = self.actor(restart_limit=1)
        self.unavailable(actor.post(job("exit")), "worker_died_after_retry: ")
        error = self.unavailable(actor.post(job("echo")), "restart_limit_exceeded after 1 restarts in 60s; latest: ")
        self.assertEqual((error.fields["retryable"], error.fields["retry_after_millis"]), (False, 60_000))
        facts = actor.facts()
        self.assertEqual((facts["healthy"], facts["runtime"]["restarts_total"]), (False, 1))
        with self.assertRaises(WorkerError) as caught:
            actor.post(job("echo"))
        self.assertFalse(caught.exception.fields["retryable"])

    def test_a_restart_of_the_supervisors_own_is_refused_before_a_child_is_started(self) -> None:
        actor = self.actor(restart_limit=1, worker={"request_timeout_ms": 60})
        self.unavailable(actor.post(job("hang")), "timeout: ")
        self.unavailable(actor.post(job("hang")), "restart_limit_exceeded after 1 ")
        self.assertEqual(actor.facts()["runtime"]["worker_generation"], 2)

    def test_planned_restarts_never_reach_a_limit(self) -> None:
        limits = {"policy": Policy(max_requests=1), "restart_limit_max": 2}
        actor = self.actor(restart_limit=1, worker=limits)
        for _ in range(8):
            value, _ = self.served(actor, "served")
            self.assertEqual(value, "1")
        self.assertTrue(actor.facts()["healthy"])

    def test_a_planned_restart_does_not_cost_a_job_its_session(self) -> None:
        actor = self.actor(session=HOST, worker={"policy": Policy(max_requests=2)})
        self.assertEqual([self.served(actor, "served")[0] for _ in range(3)], ["2", "2", "2"])

    def test_a_missing_session_is_rebuilt_once(self) -> None:
        error = self.unavailable(self.actor().post(job("missing")), "session_missing: ")
        self.assertEqual(error.fields["runtime"]["restarts_by_cause"], {"session_missing": 1})

    def test_other_imports_cycle_a_large_child(self) -> None:
        actor = self.actor(rss_import_switch_kib=1)
        self.served(actor, "echo", "A")
        _, runtime = self.served(actor, "echo", "B")
        self.assertEqual((runtime["profile_switch_count"], runtime["restarts_by_cause"]), (1, {"rss_import_switch": 1}))

    def test_a_large_child_is_given_back_after_the_job(self) -> None:
        _, runtime = self.served(self.actor(rss_post_job_kib=1))
        self.assertEqual(runtime["worker_generation"], 2)
        self.assertEqual(runtime["call_restart"]["cause"], "rss_post_job")  # type: ignore[index]

    def test_an_error_is_passed_on_as_it_is(self) -> None:
        token = CancelToken()
        token.set()
        error = self.fails("cancelled", self.actor().post(job("echo", token=token)).wait)
        self.assertFalse(error.fields["resource"]["work_entered_child"])

    def test_an_opening_that_fails_leaves_no_process(self) -> None:
        behaviour = "handshake(); receive(); answer('error', code='c', message='m'); serve()"
        self.fails("worker", Actor, ActorConfig(config(behaviour), session=HOST))
        with self.assertRaises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)


class Mailboxes(WithActor):
    def test_jobs_that_wait_at_a_stop_are_answered_and_the_one_that_runs_may_end(self) -> None:
        gate, started = threading.Event(), threading.Event()
        actor = self.actor(mailbox_capacity=2)
        running = actor.post(Job(lambda supervisor, generation: started.set() or gate.wait(5)))
        started.wait(5)
        waiting = [actor.post(job("echo")) for _ in range(2)]
        with self.assertRaises(WorkerError) as caught:
            actor.post(job("echo"))
        self.assertEqual(caught.exception.fields["reason"], "mailbox_full")
        actor.shut_mailbox()
        for letter in waiting:
            self.unavailable(letter, "project_shutting_down$")
        gate.set()
        self.assertTrue(running.wait()[0])
        actor.stop()
        with self.assertRaises(WorkerError) as caught:
            actor.post(job("echo"))
        self.assertEqual(caught.exception.fields["reason"], "project actor is stopped")

    def test_a_close_interrupts_the_job_that_runs(self) -> None:
        actor = self.actor()
        letter = actor.post(job("hang"))
        time.sleep(0.1)
        actor.close()
        self.fails("shutdown_in_progress", letter.wait)

    def test_facts_are_those_of_the_last_answer(self) -> None:
        actor = self.actor()
        _, runtime = self.served(actor, "echo", "A")
        gate = threading.Event()
        running = actor.post(Job(lambda supervisor, generation: gate.wait(5), ["B"]))
        known = actor.facts()["runtime"]
        self.assertEqual((known["import_profile"], known["profile_switch_count"]), ("A", 0))
        gate.set()
        running.wait()
        known = actor.facts()["runtime"]
        self.assertEqual((known["import_profile"], known["profile_switch_count"]), ("B", 1))
        self.assertEqual(known["queue_wait_millis"], 0)


if __name__ == "__main__":
    unittest.main()
