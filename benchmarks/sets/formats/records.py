"""From a plain record, under whatever names its set uses, to an item."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from optimoot.benchmarks.items import Item
from optimoot.benchmarks.sets.labels import is_missing, read_label
from optimoot.errors import InputError
from optimoot.problem import Table

_IDS: Final = ("id", "index", "problem_id")
_TEXTS: Final = ("description", "question", "en_question", "problem", "text", "prompt")
_LABELS: Final = ("answer", "en_answer", "label", "result", "objective", "optimal_value")
_ANSWERS: Final = ("answer", "en_answer", "label")
"""Names that mean the label and nothing else: where several are given they agree."""
_FAMILIES: Final = ("family", "problem_class", "problem_type", "type")
_KNOWN: Final = frozenset([*_IDS, *_TEXTS, *_LABELS, "tables", "results", "set", "tags"])
_NAMES: Final = _KNOWN | frozenset(_FAMILIES)
_TABLES: Final = TypeAdapter(tuple[Table, ...])
_REMEDY: Final = (
    'Give for each item its text and its label: {"id": "…", "description": "…", "answer": 12.5}.'
)


@dataclass(frozen=True)
class Record:
    """What a file has of an item.

    Attributes:
        place: Where, for messages: "line 12", "row 3", "element 7".
    """

    place: str
    values: Mapping[str, Any]


def items_of(records: Iterable[Record], name: str, source: str) -> tuple[Item, ...]:
    """The items of a file, each with its set.

    An item without an id gets one from its place in the file.

    Args:
        records: In the file's order.
        name: Of the set.
        source: The file, for messages.

    Raises:
        InputError: A record is no item, an id comes twice, or there are none; names the place.
    """
    found: dict[str, Item] = {}
    for number, record in enumerate(records, start=1):
        item = _item(record, number, name, source)
        if item.id in found:
            raise InputError(
                f"The id {item.id!r} comes twice in {source!r}, the second time in {record.place}.",
                remedy="Give each item its own.",
            )
        found[item.id] = item
    if not found:
        raise InputError(f"The file {source!r} holds no items.", remedy=_REMEDY)
    return tuple(found.values())


def doubled_texts(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    """Ids of items that have one text and two labels: at least one of them is wrong."""
    first: dict[str, Item] = {}
    for item in items:
        text = " ".join(item.description.split())
        known = first.setdefault(text, item)
        if known is not item and known.answer != item.answer and known.tables == item.tables:
            yield known.id, item.id


def _item(record: Record, number: int, name: str, source: str) -> Item:
    record = Record(record.place, _with_known_names(record, source))
    values = record.values
    text = _first(values, _TEXTS)
    if not isinstance(text, str) or not text.strip():
        raise _broken(record, source, "has no text under description, question or the like")
    results = _results(record, source)
    label = _label(record, source, results)
    return Item(
        id=_id(record, number, source),
        description=text,
        answer=label,
        tables=_tables(record, source),
        set=name,
        family=str(_first(values, _FAMILIES) or ""),
        tags={
            key: str(value)
            for key, value in values.items()
            if key not in _KNOWN and isinstance(value, str | int | float)
        },
        results=results,
    )


def _with_known_names(record: Record, source: str) -> dict[str, Any]:
    """The values of a record, its known names in small letters ("Question" is "question")."""
    found: dict[str, Any] = {}
    for key, value in record.values.items():
        small = key.strip().casefold()
        name = small if small in _NAMES else key
        if name in found:
            raise _broken(record, source, f"has {name!r} twice")
        found[name] = value
    try:
        json.dumps(found, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise _broken(record, source, "has half a character (a lone surrogate)") from error
    return found


def _id(record: Record, number: int, source: str) -> str:
    told = _first(record.values, _IDS)
    if told is None or told == "":
        return f"{number:04}"
    if isinstance(told, bool) or not isinstance(told, str | int | float):
        raise _broken(record, source, "has an id that is neither text nor number")
    if any(unicodedata.category(character) == "Cc" for character in str(told)):
        raise _broken(record, source, "has an id with control characters")
    return str(told)


def _first(values: Mapping[str, Any], names: Sequence[str]) -> Any:
    return next((values[name] for name in names if values.get(name) is not None), None)


def _label(record: Record, source: str, results: Mapping[str, float | str]) -> float | str:
    values = record.values
    given = next((values[one] for one in _LABELS if not is_missing(values.get(one))), None)
    if is_missing(given) and results:
        return list(results.values())[-1]  # the objective comes last
    try:
        found = read_label(given)
    except InputError as error:
        raise InputError(
            f"In {record.place} of {source!r}: {error.message}", remedy=error.remedy
        ) from error
    if any(other != found for other in _answers(values)):
        raise _broken(record, source, "has two answers that differ")
    return found


def _answers(values: Mapping[str, Any]) -> Iterator[float | str]:
    for name in _ANSWERS:
        with suppress(InputError):  # "label": "linear" is no answer
            yield read_label(values.get(name))


def _results(record: Record, source: str) -> dict[str, float | str]:
    given = record.values.get("results") or {}
    if not isinstance(given, dict):
        raise _broken(record, source, "has `results` that are no object")
    found = {}
    for name, value in given.items():
        try:
            found[str(name)] = read_label(value)
        except InputError as error:
            raise InputError(
                f"In {record.place} of {source!r}, result {name!r}: {error.message}",
                remedy=error.remedy,
            ) from error
    return found


def _tables(record: Record, source: str) -> tuple[Table, ...]:
    try:
        return _TABLES.validate_python(record.values.get("tables") or ())
    except ValidationError as error:
        raise _broken(
            record, source, f"has tables that are none: {error.errors()[0]['msg']}"
        ) from error


def _broken(record: Record, source: str, why: str) -> InputError:
    place = record.place[0].upper() + record.place[1:]
    return InputError(f"{place} of {source!r} {why}.", remedy=_REMEDY)
