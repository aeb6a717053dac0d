"""JSON files: one object a line, or one list of objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from optimoot.benchmarks.sets.formats.records import Record
from optimoot.errors import InputError

_REMEDY: Final = "Give one JSON object a line, or one list of objects."
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
"""Other characters that end lines of prose stand unescaped within JSON's texts."""


def json_records(text: str, source: str) -> Iterator[Record]:
    """The records of a text; empty lines are passed over.

    Raises:
        InputError: A line is no JSON object; names the line, or the element of the list.
    """
    start = text.lstrip()
    if start.startswith("["):
        yield from _of_list(text, source)
        return
    for number, line in enumerate(_LINE_END.split(text), start=1):
        if line.strip():
            yield Record(f"line {number}", _object(_parsed(line, source, number), source, number))


def _of_list(text: str, source: str) -> Iterator[Record]:
    try:
        found = _read(text)
    except ValueError as error:
        raise InputError(
            f"{source!r} begins like a list of objects and is no JSON: {error}.", remedy=_REMEDY
        ) from error
    for number, value in enumerate(found, start=1):
        if not isinstance(value, dict):
            raise InputError(f"Element {number} of {source!r} is no object.", remedy=_REMEDY)
        yield Record(f"element {number}", value)


def _read(text: str) -> Any:
    """The value in a JSON text.

    Raises:
        ValueError: It is no JSON, is nested too deep, or says one thing twice.
    """
    try:
        return json.loads(text, object_pairs_hook=_once)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in found if keys.count(key) > 1)
        raise ValueError(f"an object has {twice!r} twice")
    return found


def _parsed(line: str, source: str, number: int) -> Any:
    try:
        return _read(line)
    except ValueError as error:
        said = f"Line {number} of {source!r} is not JSON: {error}."
        raise InputError(said, remedy=_REMEDY) from error


def _object(value: Any, source: str, number: int) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(f"Line {number} of {source!r} is no JSON object.", remedy=_REMEDY)
    return value
