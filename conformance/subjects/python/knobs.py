"""The knobs of a host of actors: from the environment, else from a file, else by default (CONFIG-01 to CONFIG-03).

The file is one JSON object, knob to number, with the names of the variables in lower case and without their prefix::

    {"worker_restart_limit": 5, "project_mailbox_capacity": 4}

Nothing here looks at the process's own environment: who resolves says which one is meant.
"""

from __future__ import annotations

import json
import re

from errors import WorkerError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

PREFIX = "LEAN_HOST_MCP_"

DEFAULTS = {
    "WORKER_RSS_POST_JOB_RESTART_KIB": 5_242_880,
    "WORKER_RSS_HARD_KILL_KIB": 16_777_216,
    "WORKER_RSS_SAMPLE_MILLIS": 250,
    "IMPORT_SWITCH_RSS_SOFT_KIB": 2_097_152,
    "MODULE_CACHE_RSS_GUARD_KIB": 2_097_152,
    "MODULE_CACHE_MAX_BYTES": 33_554_432,
    "REQUEST_TIMEOUT_MILLIS": 120_000,
    "PROJECT_MAILBOX_CAPACITY": 8,
    "WORKER_RESTART_LIMIT": 3,
    "WORKER_RESTART_WINDOW_SECS": 60,
}

# Each of these must not be above the next (CONFIG-03).
_ESCALATION = ("IMPORT_SWITCH_RSS_SOFT_KIB", "WORKER_RSS_POST_JOB_RESTART_KIB", "WORKER_RSS_HARD_KILL_KIB")

_is_whole_number = re.compile(r"[0-9]+", re.ASCII).fullmatch
VALUE_MAX = 2**64 - 1


class Knob:
    """A value and where it comes from: `environment`, `file` or `default`."""

    __slots__ = ("source", "value")

    def __init__(self, value: int, source: str) -> None:
        self.value = value
        self.source = source


def resolve(environment: Mapping[str, str], file_text: str | None = None) -> dict[str, Knob]:
    """All knobs by name. Raises kind `config`, with the variable or the file's name for what is wrong."""
    configured = read_file(file_text) if file_text is not None else {}
    knobs = {name: _resolve_one(name, environment, configured) for name in DEFAULTS}
    for lower, upper in zip(_ESCALATION, _ESCALATION[1:]):
        if knobs[lower].value > knobs[upper].value:
            message = f"invalid RSS config: {lower} ({knobs[lower].value}) is above {upper} ({knobs[upper].value})"
            raise WorkerError("config", variable=None, message=message)
    return knobs


def read_file(text: str) -> dict[str, str]:
    """What the file says, still as text, by the knobs' names in it."""
    try:
        content = json.loads(text, parse_int=str, parse_float=str)
    except ValueError as error:
        raise WorkerError("config", variable=None, message=f"the configuration is not JSON: {error}") from None
    if not isinstance(content, dict):
        raise WorkerError("config", variable=None, message="the configuration is not a JSON object")
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in content.items()}


def name_in_file(knob: str) -> str:
    return knob.lower()


def _resolve_one(name: str, environment: Mapping[str, str], configured: Mapping[str, str]) -> Knob:
    """A variable that is set decides, right or wrong; nothing in the file makes up for it (CONFIG-02)."""
    variable, key = PREFIX + name, name_in_file(name)
    if variable in environment:
        knob = Knob(_whole_number(variable, environment[variable]), "environment")
    elif key in configured:
        knob = Knob(_whole_number(key, configured[key]), "file")
    else:
        knob = Knob(DEFAULTS[name], "default")
    if knob.value == 0:
        blamed = variable if knob.source == "environment" else key
        raise WorkerError("config", variable=blamed, message=f"{variable} resolved to 0, which is not allowed")
    return knob


def _whole_number(name: str, text: str) -> int:
    if not _is_whole_number(text) or len(text) > 20 or int(text) > VALUE_MAX:
        raise WorkerError("config", variable=name, message=f"{name} is not a whole number: {text!r}")
    return int(text)


def as_dict(knobs: dict[str, Knob]) -> dict[str, Any]:
    return {name: {"value": knob.value, "source": knob.source} for name, knob in knobs.items()}
