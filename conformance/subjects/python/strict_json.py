"""Strict JSON that forgets nothing: RFC 8259, with the exact text of every value (WIRE-04, WIRE-10, WIRE-11).

The json module of the standard library is lenient where the protocol is strict (NaN, duplicate members, lone
surrogates) and forgets where a value stood in the text, but a row's payload has to be handed on byte for byte. So the
outer objects are walked here, member by member, and only the values inside go through ``JSONDecoder.raw_decode``,
which says where a value ends. Every character is looked at once, except in the small nested objects of a response.
"""

from __future__ import annotations

import json
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

U64_MAX = 2**64 - 1
_U64_DIGITS_MAX = 20
_EXCERPT_CHARACTERS = 40


class DecodeError(ValueError):
    """A text is not JSON, or not the JSON that was expected here."""


class RawJson(str):
    """The exact text of a JSON value that is passed on undecoded."""

    __slots__ = ()


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


# Numbers stay text: int() is quadratic in the digits and refuses long ones, float() forgets what stood there.
_scan_value: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder(
    parse_int=str, parse_float=str, parse_constant=_refuse_constant
).raw_decode
_skip_space = re.compile(r"[ \t\n\r]*").match


class Value:
    """One JSON value in a text: where it stands and, for a string, what it says."""

    __slots__ = ("_decoded", "_end", "_start", "_text")

    def __init__(self, text: str, start: int, end: int, decoded: Any) -> None:
        self._text = text
        self._start = start
        self._end = end
        self._decoded = decoded

    @property
    def raw(self) -> RawJson:
        """The exact text."""
        return RawJson(self._text[self._start : self._end])

    @property
    def is_null(self) -> bool:
        return self._text.startswith("null", self._start)

    def string(self) -> str:
        if self._text[self._start] != '"':
            raise DecodeError(f"expected a string, found {self._excerpt()}")
        text: str = self._decoded
        if not text.isascii():
            try:
                text.encode()
            except UnicodeEncodeError:
                raise DecodeError("a string holds a lone surrogate") from None
        return text

    def unsigned(self, maximum: int = U64_MAX) -> int:
        if self._end - self._start <= _U64_DIGITS_MAX:
            digits = self._text[self._start : self._end]
            if digits.isascii() and digits.isdigit() and int(digits) <= maximum:
                return int(digits)
        raise DecodeError(f"expected an unsigned integer of at most {maximum}, found {self._excerpt()}")

    def boolean(self) -> bool:
        if self._decoded is True or self._decoded is False:
            return self._decoded
        raise DecodeError(f"expected true or false, found {self._excerpt()}")

    def items(self) -> list[Value]:
        if self._text[self._start] != "[":
            raise DecodeError(f"expected an array, found {self._excerpt()}")
        return _walk_array(self._text, self._start)

    def members(self) -> Members:
        if isinstance(self._decoded, Members):
            return self._decoded
        if self._text[self._start] != "{":
            raise DecodeError(f"expected an object, found {self._excerpt()}")
        return _walk_object(self._text, self._start, ())[0]

    def _excerpt(self) -> str:
        length = self._end - self._start
        shown = self._text[self._start : self._start + min(length, _EXCERPT_CHARACTERS)]
        return shown if len(shown) == length else f"{shown}…"


class Members:
    """The members of one object. A name is only looked at when it is asked for: unknown ones are ignored, and so are
    their duplicates, while a duplicate among the protocol's own fields is refused (WIRE-04)."""

    __slots__ = ("_duplicates", "_values")

    def __init__(self) -> None:
        self._values: dict[str, Value] = {}
        self._duplicates: set[str] = set()

    def add(self, name: str, value: Value) -> None:
        if name in self._values:
            self._duplicates.add(name)
        self._values[name] = value

    def required(self, name: str) -> Value:
        value = self._lookup(name)
        if value is None:
            raise DecodeError(f"missing field `{name}`")
        return value

    def optional(self, name: str) -> Value | None:
        """None where the field is missing or null."""
        value = self._lookup(name)
        return None if value is None or value.is_null else value

    def everything(self) -> dict[str, Value]:
        """All members of an object whose names are data, not protocol."""
        return self._values

    def _lookup(self, name: str) -> Value | None:
        if name in self._duplicates:
            raise DecodeError(f"duplicate field `{name}`")
        return self._values.get(name)


def _walk_object(text: str, start: int, nested: tuple[str, ...]) -> tuple[Members, int]:
    """Walk the object that begins at text[start]; a member called nested[0] is walked too instead of only skipped.

    Raises ValueError or IndexError where the text is not JSON.
    """
    members = Members()
    position = _after_space(text, start + 1)
    if text[position] == "}":
        return members, position + 1
    while True:
        if text[position] != '"':
            raise DecodeError(f"expected a member's name at character {position}")
        name, position = _scan_value(text, position)
        position = _after_space(text, position)
        if text[position] != ":":
            raise DecodeError(f"expected `:` at character {position}")
        begin = _after_space(text, position + 1)
        decoded: Any
        if nested and name == nested[0] and text[begin] == "{":
            decoded, end = _walk_object(text, begin, nested[1:])
        else:
            decoded, end = _scan_value(text, begin)
        members.add(name, Value(text, begin, end, decoded))
        position = _after_space(text, end)
        if text[position] == "}":
            return members, position + 1
        if text[position] != ",":
            raise DecodeError(f"expected `,` or `}}` at character {position}")
        position = _after_space(text, position + 1)


def _walk_array(text: str, start: int) -> list[Value]:
    """Walk an array that is known to be valid JSON."""
    values: list[Value] = []
    position = _after_space(text, start + 1)
    while text[position] != "]":
        decoded, end = _scan_value(text, position)
        values.append(Value(text, position, end, decoded))
        position = _after_space(text, end)
        if text[position] == ",":
            position = _after_space(text, position + 1)
    return values


def _after_space(text: str, position: int) -> int:
    match = _skip_space(text, position)
    return match.end() if match else position


def parse_object(text: str, nested: tuple[str, ...] = ()) -> Members:
    """The one object that a text holds, white space around it allowed. Raises DecodeError for anything else."""
    try:
        start = _after_space(text, 0)
        if text[start] != "{":
            _scan_value(text, start)
            raise DecodeError("expected an object")
        members, end = _walk_object(text, start, nested)
    except DecodeError:
        raise
    except IndexError:
        raise DecodeError("the text ends inside a value") from None
    except ValueError as error:
        raise DecodeError(str(error)) from None
    except RecursionError:
        raise DecodeError("nesting is too deep") from None
    if _after_space(text, end) != len(text):
        raise DecodeError("trailing characters after the value")
    return members


def parse_value(text: str) -> Value:
    """The one JSON value that a text holds, white space around it allowed. Raises DecodeError."""
    try:
        start = _after_space(text, 0)
        decoded, end = _scan_value(text, start)
    except (ValueError, IndexError) as error:
        raise DecodeError(str(error)) from None
    except RecursionError:
        raise DecodeError("nesting is too deep") from None
    if _after_space(text, end) != len(text):
        raise DecodeError("trailing characters after the value")
    return Value(text, start, end, decoded)


def parse_string(text: str) -> str:
    """The string that valid JSON text holds. Raises DecodeError where it is another value."""
    decoded, end = _scan_value(text, 0)
    return Value(text, 0, end, decoded).string()
