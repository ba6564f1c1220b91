"""Opening a capability: a start with checks (CAP-01 to CAP-05), and finding the child for it (CHILD-01)."""

from __future__ import annotations

import os
import stat

from errors import WorkerError
from session import Session
from supervisor import Supervisor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from call import CancelToken
    from config import Config

OVERRIDE_VARIABLE = "LEAN_RS_WORKER_CHILD"

_FINDING = "lean_rs.worker.bootstrap."


class MetadataQuestion:
    """What a capability is asked about itself, and what it has to answer; None for whatever it says."""

    def __init__(self, export: str, request: Any, expected: Any = None) -> None:
        self.export = export
        self.request = request
        self.expected = expected


class Capability:
    """A worker that passed every check: its session, and what the capability said of itself or None."""

    def __init__(self, worker: Supervisor, session: Session, metadata: dict[str, Any] | None) -> None:
        self.worker = worker
        self.session = session
        self.metadata = metadata


def resolve_child(name: str, executable_dir: str, *, override: str | None = None, explicit: str | None = None) -> str:
    """The executable of the child. ``override`` is the value of the override variable, None where it is not set.

    Raises worker_child_unresolved or worker_child_not_executable.
    """
    if override is not None:
        tried = [override]
    else:
        folder = executable_dir.rstrip("/") or "/"
        tried = [explicit] if explicit is not None else []
        tried += [os.path.join(folder, name), os.path.join(os.path.dirname(folder), name)]
    for path in tried:
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError):
            continue
        _require_executable(path, mode)
        return path
    raise WorkerError(
        "worker_child_unresolved", tried=tried, message=f"no worker child was found; tried {', '.join(tried)}"
    )


def _require_executable(path: str, mode: int) -> None:
    if not stat.S_ISREG(mode):
        reason = "it is no regular file"
    elif not mode & 0o111:
        reason = "it has no execute bit"
    else:
        return
    message = f"worker child {path} cannot be run: {reason}"
    raise WorkerError("worker_child_not_executable", path=path, reason=reason, message=message)


def open_capability(
    find_config: Callable[[], Config],
    host: dict[str, Any],
    question: MetadataQuestion | None = None,
    token: CancelToken | None = None,
) -> Capability:
    """Find the child, start it, and check it step by step. A failure is raised and leaves no process.

    ``find_config`` makes the worker's configuration, and fails where there is no child to be found.
    """
    return check_worker(Supervisor(find_config()), host, question, token)


def check_worker(
    worker: Supervisor,
    host: dict[str, Any],
    question: MetadataQuestion | None = None,
    token: CancelToken | None = None,
) -> Capability:
    """The steps that a running worker has to pass: health, session, metadata. One that fails ends the worker."""
    try:
        return examine(worker, host, question, token)
    except BaseException:
        worker.close()
        raise


def examine(
    worker: Supervisor,
    host: dict[str, Any],
    question: MetadataQuestion | None = None,
    token: CancelToken | None = None,
) -> Capability:
    """As check_worker, but a worker that fails is left to the caller."""
    worker.health(token)
    session = Session.open(worker, host, token)
    metadata = None
    if question is not None:
        metadata = session.capability_metadata(
            question.export, question.request, expected=question.expected, token=token
        )
    return Capability(worker, session, metadata)


def check_capability(
    find_config: Callable[[], Config],
    host: dict[str, Any],
    question: MetadataQuestion | None = None,
    token: CancelToken | None = None,
) -> list[dict[str, str]]:
    """Open a capability and close it again. What is wrong with it comes back as findings (CAP-04)."""
    try:
        open_capability(find_config, host, question, token).worker.close()
    except WorkerError as error:
        return [{"code": _FINDING + _finding_code(error), "severity": "error", "message": str(error)}]
    return []


def _finding_code(error: WorkerError) -> str:
    codes = {
        "worker_child_unresolved": "child_unresolved",
        "worker_child_not_executable": "child_not_executable",
        "capability_metadata_mismatch": "metadata_mismatch",
    }
    no_handshake = "handshake" in error.fields or error.fields.get("operation") == "startup"
    return codes.get(error.kind) or ("handshake_failed" if no_handshake else "startup_failed")
