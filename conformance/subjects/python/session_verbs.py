"""The verbs of profile session (ADAPTER.md 7.1), and the commands that they share with leases and actors."""

from __future__ import annotations

from bridge import config_from, decode_ordinal
from call import CancelToken
from capability import MetadataQuestion, check_capability, open_capability, resolve_child
from errors import WorkerError
from session import Commands, Session

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from bridge import Bridge, Json
    from capability import Capability
    from config import Config
    from supervisor import Supervisor


class Verbs:
    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._sessions: dict[str, tuple[Supervisor, Session]] = {}

    def close(self) -> None:
        """Sessions own no process."""

    def do_open_session(self, request: Json) -> Json:
        worker = self._bridge.worker(request)
        session = Session.open(worker, request["host"], self._bridge.token(request))
        self._sessions[request["session"]] = (worker, session)
        return {"import_stats": session.import_stats}

    def do_session_status(self, request: Json) -> Json:
        known = self._sessions.get(request["session"])
        if known is None:
            raise invalidated()
        worker, session = known
        return {"valid": self._bridge.has(worker) and session.valid, "generation": session.generation}

    def do_json_command(self, request: Json) -> Json:
        return perform(self._bridge, request["id"], self._target(request), request)

    do_capability_metadata = do_capability_doctor = do_stream = do_json_command

    def do_open_capability(self, request: Json) -> Json:
        opened: list[Capability] = []

        def make() -> Supervisor:
            opened.append(open_capability(*self._opening(request)))
            return opened[0].worker

        worker = self._bridge.add_worker(request, make)
        capability = opened[0]
        self._sessions[request["session"]] = (worker, capability.session)
        stats = capability.session.import_stats
        return {**worker.metadata, "import_stats": stats, "metadata": capability.metadata}

    def do_check_capability(self, request: Json) -> Json:
        return {"findings": check_capability(*self._opening(request))}

    def do_resolve_child(self, request: Json) -> Json:
        return {"path": child_path(request)}

    def _opening(self, request: Json) -> tuple[Any, ...]:
        """What opening a capability takes: how to find the child, the session, the question, the token."""
        given = request["config"]

        def find_config() -> Config:
            child = given.get("child")
            return config_from({**given, "executable": child_path(child)} if child else given)

        return find_config, request["host"], question_from(request.get("metadata")), self._bridge.token(request)

    def _target(self, request: Json) -> Commands:
        """The worker, or the session on it that is named; one that is gone refuses everything (SESSION-02)."""
        if request.get("session") is None:
            return Commands(self._bridge.worker(request))
        worker, session = self._sessions.get(request["session"], (None, None))
        if session is None or worker is not self._bridge.find(request.get("worker")):
            raise invalidated()
        return session


def perform(bridge: Bridge, id_: int, commands: Commands, call: Json) -> Json:
    """Make a command's call. Its events name request ``id_``."""
    verb, export, token = call["do"], call["export"], bridge.token(call)
    request = float("nan") if call.get("unencodable") else call.get("request")
    if verb == "stream":
        return _stream(bridge, id_, commands, call, request)
    if verb == "json_command":
        decode = decode_record if call.get("typed") else None
        return {"response": commands.json_command(export, request, decode=decode, token=token)}
    if verb == "capability_metadata":
        return commands.capability_metadata(export, request, expected=call.get("expected"), token=token)
    if verb == "capability_doctor":
        return commands.capability_doctor(export, request, token=token)
    raise WorkerError("unsupported_request", operation=str(verb))


def _stream(bridge: Bridge, id_: int, commands: Commands, call: Json, request: Any) -> Json:
    token = bridge.token(call) or CancelToken()
    sink = bridge.sink(id_, call, token)
    summary = commands.stream(
        call["export"],
        request,
        rows=sink.row if sink.takes_rows else None,
        progress=sink.progress if call.get("progress") else None,
        diagnostics=sink.diagnostic if call.get("diagnostics") else None,
        decode=decode_ordinal if call.get("typed") else None,
        decode_summary=decode_record if call.get("typed_summary") else None,
        token=token,
    )
    return {
        "total_rows": summary["total_rows"],
        "per_stream_counts": summary["per_stream_counts"],
        "elapsed_us": summary["elapsed_micros"],
        "metadata": summary["metadata"],
    }


def decode_record(text: str) -> Json:
    return {"ordinal": decode_ordinal(text)}


def question_from(given: Json | None) -> MetadataQuestion | None:
    return None if given is None else MetadataQuestion(given["export"], given.get("request"), given.get("expected"))


def child_path(given: Json) -> str:
    """The adapter's own environment stays out of it: `override` stands for the variable's value."""
    return resolve_child(
        given["name"], given["executable_dir"], override=given.get("override"), explicit=given.get("explicit")
    )


def invalidated() -> WorkerError:
    return WorkerError("unsupported_request", operation="worker_session_invalidated")
