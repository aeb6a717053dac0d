"""Which items a name on the command line means: a registered set, or a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from optimoot.benchmarks.house.problems import Third, house_problems
from optimoot.benchmarks.items import Item, load_items


def _house(third: Third | None = None) -> tuple[Item, ...]:
    return tuple(problem.item for problem in house_problems(third))


SETS: Final[Mapping[str, Callable[[], tuple[Item, ...]]]] = {
    "house": _house,
    **{f"house:{third}": partial(_house, third) for third in Third},
}
"""The registered sets by name."""


def named_items(name: str) -> tuple[Item, ...]:
    """The items of a registered set, else of the file of this name.

    Raises:
        InputError: It is neither, or the file is broken.
    """
    registered = SETS.get(name)
    return load_items(Path(name)) if registered is None else registered()
