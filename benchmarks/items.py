"""Benchmark problems: one JSON object a line with `id`, `description` and `answer`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from optimoot.errors import InputError
from optimoot.problem import Table

_REMEDY = 'Give one JSON object a line: {"id": "…", "description": "…", "answer": 12.5}.'


class Item(BaseModel):
    """A problem with the answer that is held to be right.

    Attributes:
        answer: The optimal objective, or a word: "infeasible", "unbounded", "missing" (a value
            is missing that only the user can tell).
        tables: Data tables that come with the text.
        set: Name of the data set; empty for items that belong to none.
        family: Kind of problem, where the set tells one; empty where not.
        tags: What else the set tells of the item, by name.
        results: Labelled values of single variables, by their free-text names (OptiBench).
    """

    model_config = ConfigDict(frozen=True)

    id: str
    description: str
    answer: float | str
    tables: tuple[Table, ...] = ()
    set: str = ""
    family: str = ""
    tags: dict[str, str] = {}
    results: dict[str, float | str] = {}


def load_items(path: Path) -> tuple[Item, ...]:
    """The items of a JSON Lines file; empty lines are passed over.

    Raises:
        InputError: The file cannot be read, or a line is no item; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise InputError(
            f"Cannot read the benchmark file {str(path)!r}: {reason}.", remedy=_REMEDY
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"The benchmark file {str(path)!r} is not UTF-8 text.", remedy=_REMEDY
        ) from error
    items = tuple(
        _item(line, path, number) for number, line in enumerate(lines, start=1) if line.strip()
    )
    if not items:
        raise InputError(f"The benchmark file {str(path)!r} holds no items.", remedy=_REMEDY)
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise InputError(
                f"The id {item.id!r} comes twice in {str(path)!r}.",
                remedy="Give each item its own.",
            )
        seen.add(item.id)
    return items


def _item(line: str, path: Path, number: int) -> Item:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError(
            f"Line {number} of {str(path)!r} is not JSON: {error}.", remedy=_REMEDY
        ) from error
    missing = [
        name
        for name in ("id", "description", "answer")
        if not isinstance(record, dict) or record.get(name) is None
    ]
    if missing:
        raise InputError(
            f"Line {number} of {str(path)!r} lacks {', '.join(missing)}.", remedy=_REMEDY
        )
    return Item(
        id=str(record["id"]),
        description=str(record["description"]),
        answer=_answer(record["answer"]),
    )


def _answer(given: Any) -> float | str:
    """A number where it can be read as one, else the word in lower case."""
    try:
        return float(str(given).replace(",", "").replace("$", "").strip())
    except ValueError:
        return str(given).strip().lower()
