"""Import planning: which modules can share a worker, and in which order to serve them (PLAN-01 to PLAN-03).

A plan is a pure function of the modules and the libraries that exist. It chooses no worker and starts none.
"""

from __future__ import annotations

import re

from errors import WorkerError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

# The parts of a batch's key, in the order in which batches are sorted by it.
KEY = ("project_root", "package", "lib_name", "source_root", "imports", "profile", "policy_class")

_COMPONENT = r"[A-Za-z_][A-Za-z0-9_']*"
_is_module_name = re.compile(rf"{_COMPONENT}(?:\.{_COMPONENT})*").fullmatch


def plan(modules: Iterable[dict[str, Any]], declared: Collection[str]) -> list[dict[str, Any]]:
    """The batches in their order. Raises invalid_module_name or unresolved_capability_target."""
    batches: dict[tuple[Any, ...], tuple[dict[str, Any], set[str]]] = {}
    for module in modules:
        _check_name(module["module"])
        if module["lib_name"] not in declared:
            raise WorkerError(
                "unresolved_capability_target",
                target=module["lib_name"],
                message=f"library {module['lib_name']!r} is not declared",
            )
        key = tuple(_bytewise(module[part]) for part in KEY)
        _, names = batches.setdefault(key, ({part: module[part] for part in KEY}, set()))
        names.add(module["module"])
    return [{**batch, "modules": sorted(names, key=_bytewise)} for _, (batch, names) in sorted(batches.items())]


def _bytewise(value: str | list[str]) -> Any:
    """What sorts as the clauses want it: by bytes, and lists element by element, the shorter first."""
    return value.encode(errors="surrogatepass") if isinstance(value, str) else tuple(map(_bytewise, value))


def _check_name(name: str) -> None:
    if _is_module_name(name):
        return
    wrong = next((part for part in name.split(".") if not _is_module_name(part)), name)
    if not name:
        reason = "the name is empty"
    elif not wrong:
        reason = "a component is empty"
    else:
        reason = f"component {wrong!r} is not a letter or _ followed by letters, digits, _ and '"
    raise WorkerError("invalid_module_name", module=name, reason=reason, message=f"module {name!r}: {reason}")
