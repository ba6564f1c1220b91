"""The verbs of the profiles config and planner (ADAPTER.md 10 and 11): pure functions, no worker."""

from __future__ import annotations

import json

import knobs
import planner

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bridge import Bridge, Json


class Verbs:
    def __init__(self, _: Bridge) -> None:
        pass

    def close(self) -> None:
        """Nothing is owned."""

    def do_resolve_config(self, request: Json) -> Json:
        given = request.get("file")
        file_text = None if given is None else _file_text(given)
        return {"values": knobs.as_dict(knobs.resolve(request.get("environment") or {}, file_text))}

    def do_plan(self, request: Json) -> Json:
        return {"batches": planner.plan(request["modules"], request["declared"])}


def _file_text(given: dict[str, str]) -> str:
    """A configuration file that says what the harness gives, numbers as numbers where they are some."""
    return json.dumps({knobs.name_in_file(name): _as_number(text) for name, text in given.items()})


def _as_number(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and str(int(text)) == text else text
