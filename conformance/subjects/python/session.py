"""Commands on a worker, typed where the caller wants it, and the sessions in which they run (SESSION-01 to SESSION-05).

A session is a right to one generation of a worker: what that child has imported for its caller. Whatever ends the
generation ends the session, and a request that would meet another child is not sent::

    session = Session.open(worker, {"project_root": "/p", "mode": {"kind": "shims_only"}, "imports": ["Init"]})
    answer = session.json_command("double", {"n": 21})
"""

from __future__ import annotations

import json

from errors import WorkerError
from strict_json import DecodeError, RawJson, parse_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Self

    from call import CancelToken, DiagnosticSink, ProgressSink, RowDecoder, RowSink
    from supervisor import Supervisor

    Decoder = Callable[[str], Any]


class Commands:
    """The commands of a worker's exports. ``generation`` is the only one that may serve them, None for any.

    A request is anything that JSON can say. A decoder makes a value of a text and raises ValueError where it cannot.
    """

    def __init__(self, worker: Supervisor, generation: int | None = None) -> None:
        self._worker = worker
        self._generation = generation

    @property
    def generation(self) -> int | None:
        return self._generation

    def json_command(
        self, export: str, request: Any, *, decode: Decoder | None = None, token: CancelToken | None = None
    ) -> Any:
        """The export's answer: what ``decode`` makes of its text, or the JSON as it stands there."""
        text: str = self._ask("json_command", export, request, token)["response_json"]
        try:
            return (decode or _as_it_stands)(text)
        except ValueError as error:
            raise WorkerError("typed_command_response_decode", export=export, message=str(error)) from None

    def capability_metadata(
        self, export: str, request: Any, *, expected: Any = None, token: CancelToken | None = None
    ) -> dict[str, Any]:
        """What the capability says of itself, compared as a whole with what is expected of it (CAP-02)."""
        actual: dict[str, Any] = self._ask("capability_metadata", export, request, token)["metadata"]
        if expected is not None and not same_json(expected, _as_values(actual)):
            raise WorkerError(
                "capability_metadata_mismatch",
                export=export,
                expected=expected,
                actual=actual,
                message=f"capability metadata from {export} is not what was expected",
            )
        return actual

    def capability_doctor(self, export: str, request: Any, *, token: CancelToken | None = None) -> dict[str, Any]:
        report: dict[str, Any] = self._ask("capability_doctor", export, request, token)["report"]
        return report

    def stream(
        self,
        export: str,
        request: Any,
        *,
        rows: RowSink | None = None,
        progress: ProgressSink | None = None,
        diagnostics: DiagnosticSink | None = None,
        decode: RowDecoder | None = None,
        decode_summary: Decoder | None = None,
        token: CancelToken | None = None,
    ) -> dict[str, Any]:
        """As Supervisor.stream; ``decode_summary`` takes the summary's metadata, `null` where there is none."""
        summary = self._worker.stream(
            export,
            _encoded(export, request),
            rows=rows,
            progress=progress,
            diagnostics=diagnostics,
            decode=decode,
            token=token,
            generation=self._generation,
        )
        if decode_summary is not None:
            try:
                summary["metadata"] = decode_summary(summary["metadata"] or "null")
            except ValueError as error:
                raise WorkerError("typed_command_summary_decode", export=export, message=str(error)) from None
        return summary

    def _ask(self, op: str, export: str, request: Any, token: CancelToken | None) -> dict[str, Any]:
        body = {"export": export, "request_json": _encoded(export, request)}
        return self._worker.request(op, body, token, generation=self._generation)


class Session(Commands):
    """Commands of the one child that has opened this session."""

    @classmethod
    def open(cls, worker: Supervisor, host: dict[str, Any], token: CancelToken | None = None) -> Self:
        generation, stats = worker.open_session(host, token)
        session = cls(worker, generation)
        session.import_stats = stats
        return session

    def __init__(self, worker: Supervisor, generation: int) -> None:
        super().__init__(worker, generation)
        self.import_stats: dict[str, Any] = {}

    @property
    def valid(self) -> bool:
        """Whether the child that has this session is still the worker's, and there (FIX-20)."""
        return self._worker.generation == self._generation and self._worker.status() is None


def same_json(left: Any, right: Any) -> bool:
    """Whether two JSON values say the same; the order of members and a null left out are no difference (CAP-02)."""
    if isinstance(left, dict) and isinstance(right, dict):
        names = left.keys() | right.keys()
        return all(same_json(left.get(name), right.get(name)) for name in names)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same_json, left, right))
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return bool(left == right)


def _encoded(export: str, request: Any) -> str:
    """A request as JSON text, before anything is sent or counted (SESSION-04)."""
    try:
        text = json.dumps(request, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        text.encode()
    except (ValueError, TypeError, RecursionError) as error:
        raise WorkerError("typed_command_request_encode", export=export, message=str(error)) from None
    return text


def _as_it_stands(text: str) -> RawJson:
    try:
        return parse_value(text).raw
    except DecodeError as error:
        raise ValueError(f"the response is not JSON: {error}") from None


def _as_values(metadata: dict[str, Any]) -> dict[str, Any]:
    """Metadata with its free part taken apart, so that it can be compared."""
    extra = metadata["extra"]
    return {**metadata, "extra": None if extra is None else json.loads(extra)}
