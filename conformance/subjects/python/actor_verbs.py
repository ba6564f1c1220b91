"""The verbs of profile actor (ADAPTER.md 9)."""

from __future__ import annotations

from actor import Actor, ActorConfig, Job
from bridge import close_all, config_from, with_integers
from call import CancelToken
from errors import WorkerError
from knobs import DEFAULTS
from session import Commands
from session_verbs import perform

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from bridge import Bridge, Json
    from sinks import ScriptedSink
    from supervisor import Supervisor

STARTUP_TIMEOUT_MS = 30_000  # CONFIG-04
MAX_REQUESTS = 64


class Verbs:
    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._actors: dict[str, Actor] = {}

    def close(self) -> None:
        close_all(list(self._actors.values()))

    def do_actor_open(self, request: Json) -> Json:
        if request["actor"] in self._actors:
            raise WorkerError("unsupported_request", operation="actor_open")
        self._actors[request["actor"]] = Actor(actor_config_from(request["config"]))
        return {}

    def at_submit(self, request: Json) -> Callable[[], Json]:
        """The mailbox has the job, or has refused it, before the next request is looked at."""
        letter = self._actor(request).post(self._job(request["id"], request["job"], request.get("token")))

        def call() -> Json:
            value, runtime = letter.wait()
            return {"value": value, "runtime": runtime}

        return call

    def at_actor_stop(self, request: Json) -> Callable[[], Json]:
        actor = self._actor(request)
        actor.shut_mailbox()

        def call() -> Json:
            actor.stop()
            return {}

        return call

    def do_facts(self, request: Json) -> Json:
        return self._actor(request).facts()

    def _actor(self, request: Json) -> Actor:
        actor = self._actors.get(request["actor"])
        if actor is None:
            raise WorkerError("unsupported_request", operation=request["do"])
        return actor

    def _job(self, id_: int, given: Json, token_name: str | None) -> Job:
        token = self._bridge.token({"token": token_name})
        call = {**given, "token": token_name}

        def health(supervisor: Supervisor, generation: int | None) -> Json:
            supervisor.health(token, generation=generation)
            return {}

        def stream(supervisor: Supervisor, generation: int | None) -> Json:
            return perform(self._bridge, id_, Commands(supervisor, generation), call)

        sink = self._bridge.sink(id_, {}, token or CancelToken()) if given.get("do", "request") == "request" else None

        def ask(supervisor: Supervisor, generation: int | None) -> Json:
            assert sink is not None
            return supervisor.request(
                given["op"],
                with_integers(given.get("body") or {}),
                token,
                progress=sink.progress if given.get("progress") else None,
                diagnostics=sink.diagnostic if given.get("diagnostics") else None,
                generation=generation,
            )

        kinds = {"request": ask, "health": health, "stream": stream}
        do = kinds.get(given.get("do") or "request")
        if do is None:
            raise WorkerError("unsupported_request", operation=str(given["do"]))
        return Job(do, given.get("imports") or (), token, given.get("admission_wait_millis") or 0)


def actor_config_from(given: Json) -> ActorConfig:
    """An actor's configuration; what is left out is an actor's default, in its worker's configuration too."""
    worker = dict(given["worker"])
    defaults = {
        "startup_timeout_ms": STARTUP_TIMEOUT_MS,
        "request_timeout_ms": DEFAULTS["REQUEST_TIMEOUT_MILLIS"],
        "rss_hard_limit_kib": DEFAULTS["WORKER_RSS_HARD_KILL_KIB"],
        "rss_sample_interval_ms": DEFAULTS["WORKER_RSS_SAMPLE_MILLIS"],
    }
    own = {"rss_hard_limit_kib": "rss_hard_kill_kib"}
    for name, default in defaults.items():
        configured = given.get(own.get(name, name))
        if configured is not None:
            worker[name] = configured
        elif worker.get(name) is None:
            worker[name] = default
    policy = dict(worker.get("policy") or {})
    if policy.get("max_requests") is None:
        policy["max_requests"] = MAX_REQUESTS
    names = (
        "session",
        "project_root",
        "project_hash",
        "session_id",
        "toolchain",
        "mailbox_capacity",
        "restart_limit",
        "restart_window_ms",
        "rss_import_switch_kib",
        "rss_post_job_kib",
    )
    options: dict[str, Any] = {name: given[name] for name in names if given.get(name) is not None}
    return ActorConfig(config_from({**worker, "policy": policy}), **options)
