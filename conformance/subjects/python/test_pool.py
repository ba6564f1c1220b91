"""Tests of pools and leases. Run with `python3 -m unittest` in this folder."""

from __future__ import annotations

import os
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from capability import MetadataQuestion
from config import Policy
from lease import Lease
from pool import Pool, PoolConfig, SessionKey
from testing import WORKING_CHILD, WithWorker, config, descriptors


def key(*imports: str, **options: object) -> SessionKey:
    return SessionKey("/p", "package", "Library", imports, **options)  # type: ignore[arg-type]


class WithPool(WithWorker):
    def pool(self, **options: int) -> Pool:
        pool = Pool(PoolConfig(**options))
        self.addCleanup(self._no_process_left, pool)
        return pool

    def _no_process_left(self, pool: Pool) -> None:
        pool.close()
        with self.assertRaises(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)
        self.assertEqual(descriptors(), self._descriptors)

    def lease(self, pool: Pool, *imports: str, behaviour: str = WORKING_CHILD, **options: object) -> Lease:
        return pool.acquire(key(*imports), config(behaviour, **options))

    def until(self, held: object) -> None:
        deadline = time.monotonic() + 5
        while not held() and time.monotonic() < deadline:  # type: ignore[operator]
            time.sleep(0.005)
        self.assertTrue(held())  # type: ignore[operator]


class Pools(WithPool):
    def test_equal_keys_share_a_worker(self) -> None:
        pool = self.pool(max_workers=3)
        self.lease(pool, "A"), self.lease(pool, "A"), self.lease(pool, "B")
        snapshot = pool.snapshot()
        self.assertEqual((snapshot["workers"], snapshot["active_workers"]), (2, 2))

    def test_keys_differ_in_their_parts_and_not_in_spelling(self) -> None:
        question = MetadataQuestion("m", {"a": 1, "b": 2}, {"x": None})
        same = MetadataQuestion("m", {"b": 2, "a": 1}, {"x": None})
        self.assertEqual(key("A", question=question), key("A", question=same))
        asked, custom = key("A", question=question), key("A", custom_policy=True)
        self.assertEqual(len({key("A"), key("A", "B"), key("B", "A"), asked, key("A", toolchain="t"), custom}), 6)

    def test_a_full_pool_refuses_at_once_where_nobody_waits(self) -> None:
        pool = self.pool()
        self.lease(pool, "A").release()
        error = self.fails("worker_pool_exhausted", self.lease, pool, "B")
        self.assertEqual(error.fields["resource"]["cause"], "worker_pool_max_workers")

    def test_who_waits_gets_the_place_of_a_worker_that_was_given_back(self) -> None:
        pool = self.pool(queue_wait_ms=5_000)
        first = self.lease(pool, "A")
        threading.Timer(0.1, first.release).start()
        self.assertTrue(self.lease(pool, "B").reason is None)
        self.assertEqual(pool.snapshot()["workers"], 1)

    def test_who_waits_in_vain_is_told_after_the_wait(self) -> None:
        pool = self.pool(queue_wait_ms=80)
        self.lease(pool, "A")
        started = time.monotonic()
        error = self.fails("worker_pool_queue_timeout", self.lease, pool, "B")
        self.assertGreaterEqual(time.monotonic() - started, 0.08)
        self.assertGreaterEqual(error.fields["waited_ms"], 80)
        self.assertEqual(pool.snapshot()["queue_timeouts"], 1)

    def test_a_dead_worker_is_reopened_and_keeps_its_counters(self) -> None:
        pool = self.pool()
        lease = self.lease(pool, "A")
        self.fails("child_panic_or_abort", lease.run, lambda session: session.json_command("abort", None))
        self.assertEqual(lease.reason, "worker child exited fatally")
        self.assertEqual(self.lease(pool, "A").generation, 1)
        self.assertEqual(pool.snapshot()["requests"], 2 + 1 + 2)

    def test_reopenings_meet_the_restart_limit(self) -> None:
        pool = self.pool()
        for _ in range(2):
            lease = self.lease(pool, "A", restart_limit_max=1)
            self.fails("child_exited", lease.run, lambda session: session.json_command("exit", None))
        self.fails("restart_limit_exceeded", self.lease, pool, "A")

    def test_the_budget_refuses_another_key_and_not_a_known_one(self) -> None:
        pool = self.pool(max_workers=2, max_total_rss_kib=1)
        self.lease(pool, "A"), self.lease(pool, "A")
        error = self.fails("worker_pool_memory_budget_exceeded", self.lease, pool, "B")
        self.assertGreater(error.fields["current_kib"], 1)
        self.assertEqual(pool.snapshot()["memory_budget_rejections"], 1)

    def test_an_opening_that_fails_leaves_nothing(self) -> None:
        pool = self.pool()
        self.fails("child_exited", self.lease, pool, "A", behaviour="sys.exit(0)")
        self.assertEqual(pool.snapshot()["workers"], 0)
        self.lease(pool, "A")

    def test_a_close_ends_an_opening_and_sends_away_who_waits(self) -> None:
        pool = self.pool(queue_wait_ms=60_000)
        kinds: list[str] = []

        def acquire(name: str) -> None:
            kinds.append(self.fails("shutdown_in_progress", self.lease, pool, name, behaviour="hang()").kind)

        threads = [threading.Thread(target=acquire, args=(name,)) for name in "AB"]
        for thread in threads:
            thread.start()
        self.until(lambda: pool.snapshot()["queue_depth"] == 1)
        pool.close()
        for thread in threads:
            thread.join(timeout=60)
        self.assertEqual(len(kinds), 2)


class Leases(WithPool):
    def test_the_session_is_opened_where_the_child_has_none(self) -> None:
        pool = self.pool(idle_cycle_after_ms=30)
        self.lease(pool, "A").release()
        time.sleep(0.04)
        lease = self.lease(pool, "A")
        self.assertEqual(lease.generation, 1)
        self.assertEqual(lease.run(lambda session: session.json_command("served", None)), "2")

    def test_the_pools_policy_comes_before_the_command(self) -> None:
        pool = self.pool(max_worker_rss_kib=1)
        lease = self.lease(pool, "A")
        error = self.fails("lease_invalidated", lease.health)
        self.assertRegex(error.fields["reason"], r"^memory policy cycled worker at \d+ KiB RSS with limit 1 KiB$")
        self.assertEqual(pool.snapshot()["policy_restarts"], 1)
        self.assertIsNone(pool.snapshot()["total_child_rss_kib"])

    def test_what_invalidates_a_lease_is_its_reason_for_ever(self) -> None:
        pool = self.pool()
        lease = self.lease(pool, "A")
        lease.set_request_timeout(50)
        self.fails("timeout", lease.run, lambda session: session.json_command("hang", None))
        for _ in range(2):
            error = self.fails("lease_invalidated", lease.health)
            self.assertEqual(error.fields["reason"], "timed out during worker_json_command")

    def test_the_request_timeout_is_the_leases_own(self) -> None:
        pool = self.pool()
        short, other = self.lease(pool, "A"), self.lease(pool, "A")
        short.set_request_timeout(1)
        other.run(lambda session: session.json_command("echo", "x" * 100_000))
        self.assertIsNone(other.reason)

    def test_a_cycle_costs_every_lease(self) -> None:
        pool = self.pool()
        lease, other = self.lease(pool, "A"), self.lease(pool, "A")
        lease.cycle()
        self.assertEqual(lease.reason, "explicit worker cycle")
        self.assertEqual(other.reason, "worker generation changed from 0 to 1")

    def test_the_workers_own_policy_costs_the_lease_too(self) -> None:
        lease = self.lease(self.pool(), "A", policy=Policy(max_requests=2))
        error = self.fails("lease_invalidated", lease.run, lambda session: session.json_command("echo", 1))
        self.assertEqual(error.fields["reason"], "worker generation changed from 0 to 1")

    def test_a_lease_is_released_once(self) -> None:
        pool = self.pool()
        with self.lease(pool, "A") as lease:
            lease.release()
            self.fails("lease_invalidated", lease.release)
            self.fails("lease_invalidated", lease.health)
        self.assertEqual(pool.snapshot()["warm_leases"], 1)


if __name__ == "__main__":
    unittest.main()
