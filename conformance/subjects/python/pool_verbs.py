"""The verbs of profile pool (ADAPTER.md 7.2)."""

from __future__ import annotations

from bridge import close_all, config_from
from errors import WorkerError
from lease import Lease
from pool import Pool, PoolConfig, SessionKey
from session_verbs import perform, question_from

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from bridge import Bridge, Json

TOOLCHAIN = "python"


class Verbs:
    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._pools: dict[str, tuple[Pool, Json]] = {}
        self._leases: dict[str, Lease] = {}

    def close(self) -> None:
        close_all([pool for pool, _ in list(self._pools.values())])

    def do_pool_open(self, request: Json) -> Json:
        if request["pool"] in self._pools:
            raise WorkerError("unsupported_request", operation="pool_open")
        given = request.get("config") or {}
        names = ("max_workers", "queue_wait_ms", "max_total_rss_kib", "max_worker_rss_kib", "idle_cycle_after_ms")
        options: dict[str, Any] = {name: given[name] for name in names if given.get(name) is not None}
        self._pools[request["pool"]] = (Pool(PoolConfig(**options)), given["worker"])
        return {}

    def do_acquire(self, request: Json) -> Json:
        pool, worker = self._pool(request)
        name, key = request["lease"], request["key"]
        known = self._leases.get(name)
        if known is not None and not known.released:
            raise WorkerError("unsupported_request", operation="acquire")
        policy = key.get("restart_policy", "default")
        custom = isinstance(policy, dict)
        if custom:
            worker = {**worker, "policy": {**(worker.get("policy") or {}), **policy}}
        lease = pool.acquire(key_from(key, custom), config_from(worker))
        self._leases[name] = lease
        return {"worker_generation": lease.generation}

    def do_lease(self, request: Json) -> Json:
        lease, call = self._lease(request), request["call"]
        match call["do"]:
            case "status":
                reason = lease.reason if not lease.released else "lease was released"
                return {"valid": reason is None, "reason": reason, "generation": lease.generation}
            case "health":
                lease.health(self._bridge.token(call))
            case "cycle":
                lease.cycle()
            case "set_request_timeout":
                lease.set_request_timeout(call["ms"])
            case _:
                answer: Json = lease.run(lambda session: perform(self._bridge, request["id"], session, call))
                return answer
        return {}

    def do_release_lease(self, request: Json) -> Json:
        lease = self._lease(request)
        if request.get("how") == "drop":
            lease.drop()
        else:
            lease.release()
        return {}

    def do_pool_snapshot(self, request: Json) -> Json:
        return self._pool(request)[0].snapshot()

    def do_pool_close(self, request: Json) -> Json:
        pool, _ = self._pool(request)
        self._pools.pop(request["pool"], None)
        pool.close()
        return {}

    def _pool(self, request: Json) -> tuple[Pool, Json]:
        known = self._pools.get(request["pool"])
        if known is None:
            raise WorkerError("unsupported_request", operation=request["do"])
        return known

    def _lease(self, request: Json) -> Lease:
        lease = self._leases.get(request["lease"])
        if lease is None:
            raise WorkerError("unsupported_request", operation=request["do"])
        return lease


def key_from(given: Json, custom: bool) -> SessionKey:
    return SessionKey(
        given["project_root"],
        given["package"],
        given["lib_name"],
        given["imports"],
        question_from(given.get("metadata")),
        given.get("toolchain") or TOOLCHAIN,
        custom,
    )
