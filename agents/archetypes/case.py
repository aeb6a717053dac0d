"""The whole Problem as structured data: what every family looks at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from optimoot.agents.archetypes.arrays import read_arrays
from optimoot.agents.archetypes.columns import Column, find_columns
from optimoot.agents.archetypes.data import find_data
from optimoot.agents.archetypes.datum import Bound, Datum, Point, Route, Slot, Step, Subset
from optimoot.agents.archetypes.kinds import Kind, Kinds, find_kinds
from optimoot.agents.archetypes.layout import Line, read_lines
from optimoot.agents.archetypes.respective import respective_columns
from optimoot.agents.archetypes.tables import read_tables
from optimoot.agents.archetypes.wording import STOP, stem
from optimoot.agents.builtin.hazards import Hazard, find_hazards
from optimoot.agents.builtin.text import read_text
from optimoot.agents.builtin.units import is_unit
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
_HAD: Final = frozenset(
    stem(word)
    for word in "stock available initial initially have has inventory budget hold capacity lead "
    "cost costs must exceed".split()
)
_AT_THE_BEST: Final = re.compile(
    r"\b(?:at|with|for|of) (?:the |a )?(minimum|minimal|lowest|least|smallest|maximum|maximal|"
    r"highest|greatest|largest) (?:possible )?(?:total |overall )?(?:cost|price|profit|revenue|"
    r"distance|time|value|benefit|length|expense)\b"
)
_ASKED: Final = re.compile(
    r"\bhow (?:many|much|long|large|small|great|far)\b.{0,300}\bat (?:the )?(least|most)\b"
    r"(?= ?(?:\?|,|so that\b|to\b|in (?!\d)|when\b|altogether\b|$))"
)
_ASKED_SENSE: Final = {"least": Sense.MINIMIZE, "most": Sense.MAXIMIZE}
"""A question for a bound: "how many lanes are needed at least?"."""
_OPENING: Final = frozenset("= labelled labeled numbered { ∈ in from indexed".split())
_BETWEEN: Final = frozenset(", . … dots ldots cdots to through - – { } and".split())
_ASKING: Final = frozenset(
    "goal objective aim aims task calculate wants challenge ascertain identify compute "
    "target".split()
)
_AFTER: Final = 8


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
    tables = read_tables(problem, lines, kinds)
    arrays = read_arrays(problem, lines, kinds)
    found = find_data(lines, kinds, arrays.taken)
    columns, loose = find_columns(found.data, lines)
    told = found.explained | tables.explained
    explained = {key: why for key, why in told.items() if key not in arrays.taken}
    explained |= arrays.explained
    together, loose = respective_columns(loose, lines, kinds.kinds)
    columns = (*columns, *together, *tables.columns, *arrays.columns)
    sizes = {len(kind) for kind in _used(columns, [r.owner.kind for r in found.routes])}
    sizes |= {len({s.thing.place for s in route.steps}) for route in found.routes}
    explained |= _ranges(lines, sizes)
    listed = [*(r.owner.kind for r in found.routes), *(s.thing.kind for s in _steps(found.routes))]
    nouns = {stem(kind.name) for kind in _used(columns, listed) if kind.name}
    measured = {word for column in columns for word in column.words}
    kept = []
    for datum in (*loose, *tables.limits, *arrays.scalars):
        if datum.number.id in explained:
            continue
        named = datum in arrays.scalars
        reason = _counts_named(datum, sizes) if named else _counts(datum, sizes, nouns, measured)
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
        is_named=bool(arrays.columns) and arrays.is_named,
    )


def _steps(routes: Sequence[Route]) -> Iterator[Step]:
    for route in routes:
        yield from route.steps


def _used(columns: Sequence[Column], others: Sequence[Kind]) -> Iterator[Kind]:
    for column in columns:
        yield from column.kinds
    yield from others


def _ranges(lines: Sequence[Line], sizes: set[int]) -> dict[str, str]:
    """The Numbers of "t = 1, ..., 5" and "labelled 1 to 6": they tell which members there are."""
    found: dict[str, str] = {}
    for line in lines:
        for place, token in enumerate(line.tokens[:-1]):
            if token.lower not in _OPENING or line.tokens[place + 1].text not in ("0", "1"):
                continue
            run = [line.tokens[place + 1]]
            for other in line.tokens[place + 2 : place + 12]:
                if other.number is None and other.lower not in _BETWEEN:
                    break
                run.append(other)
            numbers = [t.number for t in run if t.number is not None]
            if len(numbers) < 2:
                continue
            last = numbers[-1].value
            if last in sizes or last + 1 in sizes:
                found |= {number.id: "tells which members there are" for number in numbers}
    return found


def _counts_named(datum: Datum, sizes: set[int]) -> str:
    """Why a named figure is no quantity: it is the number of members of a set."""
    counts = {"number", "num", "n", "m", "count"} & set(datum.words[:4])
    return "counts what is listed" if counts and datum.number.value in sizes else ""


def _counts(datum: Datum, sizes: set[int], nouns: set[str], measured: set[str]) -> str:
    """Why a figure is no quantity: it counts what the text lists, or it is a mere word."""
    number = datum.number
    if number.kind is NumberKind.ORDINAL:
        return "names a position"
    if number.value not in sizes or number.kind is not NumberKind.PLAIN:
        return ""
    if "number" in datum.nearby and datum.bound is None:
        return "counts what is listed"
    if number.text.isalpha() and number.value > 2:
        return "counts what is listed"
    if datum.slot is not Slot.ALONE or datum.bound not in (None, Bound.EQUAL):
        return ""
    if _is_of(datum, nouns) or (datum.bound is None and _is_listing(datum, measured)):
        return "counts what is listed"
    return ""


def _is_listing(datum: Datum, measured: set[str]) -> bool:
    """Whether a plural that measures nothing follows, and nothing is said to be had."""
    if _HAD & set(datum.nearby):
        return False
    for word in datum.after[:3]:
        if word in STOP or is_unit(word) or stem(word) in measured:
            return False
        if word.endswith("s") and not word.endswith("ss"):
            return True
    return False


def _is_of(datum: Datum, nouns: set[str]) -> bool:
    """Whether what follows a figure is a noun of a kind: "8 large trucks"; units are none."""
    for word in datum.after:
        root = stem(word)
        if word in STOP:
            return False
        if any(root == noun or (len(noun) > 3 and root.endswith(noun)) for noun in nouns):
            return True
        if is_unit(word):
            return False
        if word.endswith("s") and any(len(noun) <= 2 for noun in nouns):
            return True
    return False


def find_goal(lines: Sequence[Line]) -> Goal | None:
    """What the text wants to optimize; None where it says nothing, or two opposite things."""
    plain: list[tuple[Sense, int, int]] = []
    asked: list[tuple[Sense, int, int]] = []
    for line in lines:
        for sense, place, is_verb in _wishes(line):
            (plain if is_verb else asked).append((sense, line.index, place))
    wishes = plain or asked or _stated(lines)
    if not wishes or len({sense for sense, _, _ in wishes}) > 1:
        return None
    sense, index, place = wishes[-1] if not plain else wishes[0]
    tokens = lines[index].tokens[place + 1 :]
    words = [t.stem for t in tokens if t.is_word and t.lower not in STOP][:_AFTER]
    all_lines = tuple(dict.fromkeys(i for _, i, _ in (*plain, *asked)))
    return Goal(sense, tuple(words), index, all_lines)


def _stated(lines: Sequence[Line]) -> list[tuple[Sense, int, int]]:
    """Wishes that are no command and no question: "choose … at the minimum total cost"."""
    return [
        (Sense.MINIMIZE if match.group(1) in _MINIMIZE else Sense.MAXIMIZE, line.index, 0)
        for line in lines
        if (match := _AT_THE_BEST.search(line.lower)) is not None
    ]


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
    if match := _ASKED.search(text):
        yield _ASKED_SENSE[match.group(1)], text[: match.start(1)].count(" "), False
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
