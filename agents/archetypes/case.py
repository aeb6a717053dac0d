"""The whole Problem as structured data: what every family looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from optimoot.agents.archetypes.arrays import read_arrays
from optimoot.agents.archetypes.columns import Column, find_columns
from optimoot.agents.archetypes.data import (
    Bound,
    Datum,
    Point,
    Route,
    Slot,
    Subset,
    find_data,
)
from optimoot.agents.archetypes.kinds import Kind, Kinds, find_kinds
from optimoot.agents.archetypes.layout import Line, read_lines
from optimoot.agents.archetypes.tables import read_tables
from optimoot.agents.archetypes.wording import STOP, stem
from optimoot.agents.builtin.hazards import Hazard, find_hazards
from optimoot.agents.builtin.text import read_text
from optimoot.formulation import Sense
from optimoot.problem import NumberKind, Problem

_MINIMIZE: Final = (
    "minimize minimise minimizing minimises minimizes minimising minimized minimised minimal "
    "lowest cheapest fewest shortest least minimum smallest"
).split()
_MAXIMIZE: Final = (
    "maximize maximise maximizing maximises maximizes maximising maximized maximised maximal "
    "highest greatest largest most maximum biggest"
).split()
_VERBS: Final = frozenset([*_MINIMIZE[:8], *_MAXIMIZE[:8]])
_PHRASES: Final = (
    ("as low as possible", Sense.MINIMIZE),
    ("as little as possible", Sense.MINIMIZE),
    ("as small as possible", Sense.MINIMIZE),
    ("most cost effective", Sense.MINIMIZE),
    ("most cost - effective", Sense.MINIMIZE),
    ("most economical", Sense.MINIMIZE),
    ("most efficient closed", Sense.MINIMIZE),
    ("least expensive", Sense.MINIMIZE),
    ("as much as possible", Sense.MAXIMIZE),
    ("as high as possible", Sense.MAXIMIZE),
    ("as large as possible", Sense.MAXIMIZE),
)
_NOT_MOST: Final = frozenset(
    "cost economical efficient effective expensive recent important popular likely suitable".split()
)
_ASKING: Final = frozenset(
    "goal objective aim aims task calculate wants challenge ascertain identify compute "
    "target".split()
)
_AFTER: Final = 8
_SMALL: Final = 20


@dataclass(frozen=True)
class Goal:
    """What is to be optimized.

    Attributes:
        words: Stems of what follows the words of optimizing.
        line: Index of the line that says so most plainly.
        lines: Indices of all lines that say so.
    """

    sense: Sense
    words: tuple[str, ...]
    line: int
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Case:
    """A Problem as structured data.

    Attributes:
        loose: Figures that belong to no column.
        explained: Ids of Numbers that are no quantities, with the reason.
        is_named: Whether the figures come as named data, which the prose only describes.
    """

    problem: Problem
    lines: tuple[Line, ...]
    kinds: Kinds
    columns: tuple[Column, ...]
    loose: tuple[Datum, ...]
    routes: tuple[Route, ...]
    subsets: tuple[Subset, ...]
    points: tuple[Point, ...]
    explained: dict[str, str]
    goal: Goal | None
    is_named: bool = False

    @cached_property
    def hazards(self) -> tuple[Hazard, ...]:
        """Wordings that change what a sentence means."""
        return find_hazards(read_text(self.problem))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words of the text."""
        return frozenset(t.stem for line in self.lines for t in line.tokens if t.is_word)

    @cached_property
    def lower(self) -> str:
        """All the words in lower case, separated by single blanks."""
        return " ".join(line.lower for line in self.lines)

    def mentions(self, *phrases: str) -> bool:
        """Whether any of the phrases (lower case, single blanks) stands in the text."""
        text = f" {self.lower} "
        return any(f" {phrase} " in text for phrase in phrases)

    def columns_of(self, dimensions: int) -> tuple[Column, ...]:
        """The columns with one index, or with two."""
        return tuple(column for column in self.columns if len(column.kinds) == dimensions)

    def scalars(self, *, cues: Iterable[str] = (), bound: Bound | None = None) -> list[Datum]:
        """Loose figures of nothing in particular whose words hold one of the stems `cues`."""
        wanted = frozenset(cues)
        return [
            datum
            for datum in self.loose
            if not datum.things
            and (not wanted or wanted & set(datum.nearby))
            and (bound is None or datum.bound is bound)
        ]

    def quote(self, line: int) -> str:
        """The words of a line."""
        return self.lines[line].quote


def read_case(problem: Problem) -> Case:
    """Structure a Problem; never raises."""
    lines = read_lines(problem)
    kinds = find_kinds(lines)
    tables = read_tables(lines, kinds)
    arrays = read_arrays(problem, lines, kinds)
    found = find_data(lines, kinds, arrays.taken)
    columns, loose = find_columns(found.data, lines)
    told = found.explained | tables.explained
    explained = {key: why for key, why in told.items() if key not in arrays.taken}
    explained |= arrays.explained
    columns = (*columns, *tables.columns, *arrays.columns)
    sizes = {len(kind) for kind in _used(columns, [r.owner.kind for r in found.routes])}
    sizes |= {len({s.thing.place for s in route.steps}) for route in found.routes}
    kept = []
    for datum in (*loose, *tables.limits, *arrays.scalars):
        named = datum in arrays.scalars
        reason = _counts_named(datum, sizes) if named else _counts(datum, sizes)
        if reason:
            explained[datum.number.id] = reason
        else:
            kept.append(datum)
    return Case(
        problem=problem,
        lines=lines,
        kinds=kinds,
        columns=columns,
        loose=tuple(kept),
        routes=found.routes,
        subsets=found.subsets,
        points=found.points,
        explained=explained,
        goal=find_goal(lines),
        is_named=bool(arrays.columns),
    )


def _used(columns: Sequence[Column], others: Sequence[Kind]) -> Iterator[Kind]:
    for column in columns:
        yield from column.kinds
    yield from others


def _counts_named(datum: Datum, sizes: set[int]) -> str:
    """Why a named figure is no quantity: it is the number of members of a set."""
    counts = {"number", "num", "n", "m", "count"} & set(datum.words[:4])
    return "counts what is listed" if counts and datum.number.value in sizes else ""


def _counts(datum: Datum, sizes: set[int]) -> str:
    """Why a figure is no quantity: it counts what the text lists, or it is a mere word."""
    number = datum.number
    if number.kind is NumberKind.ORDINAL:
        return "names a position"
    if "number" in datum.nearby and number.value in sizes and datum.bound is None:
        return "counts what is listed"
    spelled = number.text.isalpha() and number.kind is NumberKind.PLAIN
    if spelled and number.value > 2 and number.value in sizes:
        return "counts what is listed"
    if datum.slot is not Slot.ALONE or datum.bound is not None:
        return ""
    if number.kind is NumberKind.PLAIN and number.value in sizes and number.value <= _SMALL:
        return "counts what is listed" if datum.words else ""
    return ""


def find_goal(lines: Sequence[Line]) -> Goal | None:
    """What the text wants to optimize; None where it says nothing, or two opposite things."""
    plain: list[tuple[Sense, int, int]] = []
    asked: list[tuple[Sense, int, int]] = []
    for line in lines:
        for sense, place, is_verb in _wishes(line):
            (plain if is_verb else asked).append((sense, line.index, place))
    wishes = plain or asked
    if not wishes or len({sense for sense, _, _ in wishes}) > 1:
        return None
    sense, index, place = wishes[-1] if not plain else wishes[0]
    tokens = lines[index].tokens[place + 1 :]
    words = [t.stem for t in tokens if t.is_word and t.lower not in STOP][:_AFTER]
    all_lines = tuple(dict.fromkeys(i for _, i, _ in (*plain, *asked)))
    return Goal(sense, tuple(words), index, all_lines)


def _wishes(line: Line) -> Iterator[tuple[Sense, int, bool]]:
    """Sense, place and whether it is a plain command, of the words of optimizing in a line."""
    words = [token.lower for token in line.tokens]
    text = f" {' '.join(words)} "
    for phrase, sense in _PHRASES:
        if f" {phrase} " in text:
            yield sense, text[: text.index(f" {phrase} ")].count(" "), False
    for quantity, sense in (("as many", Sense.MAXIMIZE), ("as few", Sense.MINIMIZE)):
        before, found, after = text.partition(f" {quantity} ")
        if found and " as possible" in after:
            yield sense, before.count(" ") + 1, False
    asks = text.rstrip().endswith("?") or "find" in words or "determine" in words
    asks = asks or bool(_ASKING & set(words))
    for place, word in enumerate(words):
        if place and words[place - 1] in ("at", "the following", "of"):
            continue
        following = words[place + 1] if place + 1 < len(words) else ""
        if word == "most" and following in _NOT_MOST:
            continue
        if following in ("of", "allowed", "allowable", "permissible", "capacity", "capacities"):
            continue
        if word in _MINIMIZE:
            if word in _VERBS:
                yield Sense.MINIMIZE, place, True
            elif asks:
                yield Sense.MINIMIZE, place, False
        elif word in _MAXIMIZE:
            if word in _VERBS:
                yield Sense.MAXIMIZE, place, True
            elif asks:
                yield Sense.MAXIMIZE, place, False


def cues(words: str) -> frozenset[str]:
    """The stems of cue words."""
    return frozenset(stem(word) for word in words.split())
