"""Named data: `{"demand": [3, 4], "cost": [[1, 2], [5, 6]]}` or `demand = [3, 4]` within the text.

What the axes of an array are is told by its description (`cost[i][j]: cost of worker i for task j`,
"demand of each city") or, failing that, by sizes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.datum import Datum
from optimoot.agents.archetypes.index_letters import lettered_nouns
from optimoot.agents.archetypes.kinds import Kind, Kinds, Thing
from optimoot.agents.archetypes.latex_tables import matrices
from optimoot.agents.archetypes.layout import Line
from optimoot.agents.archetypes.wording import STOP, stem
from optimoot.problem import Number, Problem

_KEY: Final = re.compile(r"[\"'](\w+)[\"']\s*:\s*(?=[\[\d\"'{-])")
_ASSIGNED: Final = re.compile(
    r"(?:^|[\n;,.]|\\n)\s*`?([A-Za-z]\w*)`?\s*=\s*(?=[\[\d-])"
    r"|\b([A-Za-z]\w*)(?: (?:matrix|list|vector|table))?\s*[:=]\s*(?=\[)"
)
_SOURCES: Final = frozenset("suppli capac avail fix open stock product".split())
_SINKS: Final = frozenset("demand need requir order".split())
_ONE_KIND: Final = re.compile(r"\b(tour|visit\w*|salesman|cit(?:y|ies)|nodes?|path|flow|network)\b")
_DESCRIBED: Final = re.compile(
    r"^[ \t]*[-*]?[ \t]*`?(\w+)`?(?:\s*\([^)\n]*\))?\s*:[ \t]*(\S.*)$", re.MULTILINE
)
_DEEPEST: Final = 2
_EACH: Final = re.compile(r"\b(?:each|per|every)\s+(?:(?:type|kind|unit) of )?([a-z]+(?: [a-z]+)?)")
_OF_LETTER: Final = "([a-z]+) [`'\"]?{letter}[`'\"]?(?![a-z])"
_MOST: Final = 60


@dataclass
class Array:
    """A named figure, list or matrix.

    Attributes:
        cells: The Number at each place.
        words: Stems of its name and its description.
        nouns: What its axes run over, as far as the description tells; stems.
    """

    name: str
    cells: dict[tuple[int, ...], Number]
    start: int
    description: str = ""
    nouns: list[str] = field(default_factory=list)

    @property
    def dimensions(self) -> int:
        """How many axes it has."""
        return len(next(iter(self.cells)))

    @property
    def shape(self) -> tuple[int, ...]:
        """The length of each axis."""
        return tuple(max(key[axis] for key in self.cells) + 1 for axis in range(self.dimensions))

    @property
    def is_full(self) -> bool:
        """Whether every place has a figure."""
        size = 1
        for length in self.shape:
            size *= length
        return size == len(self.cells)

    @property
    def words(self) -> tuple[str, ...]:
        """The stems of its name, then of its description."""
        named = re.findall(r"[^\W\d_]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", self.name).lower())
        told = re.findall(r"[^\W\d_]+", self.description.lower())
        return tuple(dict.fromkeys(stem(word) for word in (*named, *told) if word not in STOP))


@dataclass(frozen=True)
class ArrayData:
    """What the named data hold.

    Attributes:
        scalars: Single figures.
        explained: Ids of the Numbers that only name members.
        is_named: Whether any of it has a name; a matrix in LaTeX may have none.
    """

    columns: tuple[Column, ...]
    scalars: tuple[Datum, ...]
    explained: dict[str, str]
    taken: frozenset[str]
    is_named: bool = False


def read_arrays(problem: Problem, lines: Sequence[Line], kinds: Kinds) -> ArrayData:
    """The named data of a text; nothing where there are fewer than two names."""
    named = list(_arrays(problem))
    arrays = [*named, *_matrices(problem)]
    if not any(array.dimensions for array in arrays) or (
        len(arrays) < 2 and arrays[0].dimensions < _DEEPEST
    ):
        return ArrayData((), (), {}, frozenset())
    told, explained = _described(problem, {array.name for array in arrays})
    axes: dict[str, Kind] = {}
    data = []
    for array in arrays:
        array.description = array.description or told.get(array.name, "")
        if _is_naming(array):
            noun = stem(re.findall(r"[^\W\d_]+", array.name.lower())[-1])
            axes[noun] = _kind(noun, array.shape[0])
            for number in array.cells.values():
                explained[number.id] = "names a member"
        else:
            data.append(array)
    for array in data:
        array.nouns = (
            array.nouns
            or _nouns(array, axes)
            or (lettered_nouns(array.name, array.dimensions, problem.text) if array.name else [])
            or _usual(array, problem.text)
        )
    columns, scalars = [], []
    for array in sorted(data, key=_told_first):
        line = _line_at(lines, array.start)
        if array.dimensions == 0:
            scalars.append(_datum(next(iter(array.cells.values())), (), array, line, 0))
        elif array.is_full:
            columns.append(_column(array, axes, line))
    for kind in axes.values():
        kinds.kinds.append(kind)
    taken = frozenset(n.id for array in arrays for n in array.cells.values())
    return ArrayData(tuple(columns), tuple(scalars), explained, taken, bool(named))


def _matrices(problem: Problem) -> Iterator[Array]:
    """The matrices in LaTeX, with what the sentence before them says."""
    for matrix in matrices(problem):
        nouns = [stem(noun) for noun in matrix.nouns]
        yield Array("", matrix.cells, matrix.start, matrix.description, nouns)


def _described(problem: Problem, names: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """What the text says of each name, and the Numbers that belong to such a description."""
    told: dict[str, str] = {}
    explained: dict[str, str] = {}
    for match in _DESCRIBED.finditer(problem.text):
        if match.group(1) not in names or match.group(1) in told:
            continue
        told[match.group(1)] = match.group(2)
        for number in problem.numbers:
            if match.start() <= number.start < match.end():
                explained[number.id] = "describes the data"
    return told, explained


# ---------------------------------------------------------------- finding the data


def _arrays(problem: Problem) -> Iterator[Array]:
    numbers = {number.start: number for number in problem.numbers}
    seen: set[str] = set()
    place = 0
    found = sorted(
        (match.start(), match.end(), next(name for name in match.groups() if name))
        for pattern in (_KEY, _ASSIGNED)
        for match in pattern.finditer(problem.text)
    )
    for start, end, name in found:
        if start < place or name in seen:
            continue
        value = _Reader(problem.text, end, numbers)
        cells = value.read()
        if cells:
            seen.add(name)
            place = value.place
            yield Array(name, cells, start)


class _Reader:
    """Reads a figure, or a list of figures or of lists of figures, at a place of the text."""

    def __init__(self, text: str, place: int, numbers: Mapping[int, Number]) -> None:
        self.text = text
        self.place = place
        self.numbers = numbers

    def read(self) -> dict[tuple[int, ...], Number] | None:
        """The figures by their places; None where there is anything else."""
        cells: dict[tuple[int, ...], Number] = {}
        whole = self._value((), cells) and len({len(key) for key in cells}) == 1
        return cells if whole else None

    def _value(self, key: tuple[int, ...], cells: dict[tuple[int, ...], Number]) -> bool:
        self._skip(" \t\r\n")
        if self.text[self.place : self.place + 1] != "[":
            number = self.numbers.get(self.place)
            if number is None:
                return False
            cells[key] = number
            self.place = number.end
            return True
        if len(key) >= _DEEPEST:
            return False
        self.place += 1
        index = 0
        while True:
            self._skip(" \t\r\n,\\&")
            if self.text[self.place : self.place + 1] == "]":
                self.place += 1
                return index > 0
            if index > 1000 or not self._value((*key, index), cells):
                return False
            index += 1

    def _skip(self, marks: str) -> None:
        while self.place < len(self.text) and self.text[self.place] in marks:
            self.place += 1


def _is_naming(array: Array) -> bool:
    """Whether a list only names members: 0, 1, 2 or 1, 2, 3 under a plural."""
    if array.dimensions != 1:
        return False
    values = [array.cells[key].value for key in sorted(array.cells)]
    counts = values in (
        [float(n) for n in range(len(values))],
        [float(n) for n in range(1, len(values) + 1)],
    )
    told = array.description.lower()
    return counts and bool(re.search(r"\b(list of|set of|indices|ids|identif)", told))


# ---------------------------------------------------------------- what the axes are


def _nouns(array: Array, axes: Mapping[str, Kind]) -> list[str]:
    """What the axes run over, told by `cost[i][j]` and "worker i", or by "each worker"."""
    text = array.description.lower()
    indexed = re.search(
        re.escape(array.name.lower())
        + r"\[(\w)\](?:\[(\w)\])?|"
        + re.escape(array.name.lower())
        + r"\[(\w), ?(\w)\]",
        text,
    )
    if indexed:
        nouns = []
        for letter in (group for group in indexed.groups() if group):
            match = re.search(_OF_LETTER.format(letter=re.escape(letter)), text[indexed.end() :])
            nouns.append(stem(match.group(1)) if match else "")
        if all(nouns):
            return nouns
    found = []
    for phrase in _EACH.findall(text):
        words = [stem(word) for word in phrase.split() if word not in STOP]
        known = [word for word in words if any(_same_noun(word, name) for name in axes)]
        if words:
            found.append(known[0] if known else words[0])
    return list(dict.fromkeys(found))[: array.dimensions]


def _told_first(array: Array) -> tuple[bool, int, int, int]:
    """Arrays whose axes are told come first, then the short ones; single figures last."""
    return (array.dimensions == 0, -len(array.nouns), array.dimensions, array.start)


def _usual(array: Array, text: str) -> list[str]:
    """What the axes usually are where nothing tells: from supply to demand, or within one kind."""
    named = {stem(word) for word in re.findall(r"[^\W\d_]+", array.name.lower())}
    if array.dimensions == 1:
        return ["sink"] if named & _SINKS else ["source"] if named & _SOURCES else []
    if array.dimensions == _DEEPEST:
        rows, columns = array.shape
        same = rows == columns and _ONE_KIND.search(text.lower())
        return ["place", "place"] if same else ["source", "sink"]
    return []


def _kind(noun: str, size: int) -> Kind:
    kind = Kind(noun, [f"{noun} {place}" for place in range(1, size + 1)])
    kind.numbered = True
    return kind


def _column(array: Array, axes: dict[str, Kind], line: int) -> Column:
    kinds = _axes(array, axes)
    column = Column(kinds, words=array.words[:12], lines=(line,))
    for order, (key, number) in enumerate(sorted(array.cells.items())):
        things = tuple(Thing(kind, place) for kind, place in zip(kinds, key, strict=True))
        column.cells[key] = _datum(number, things, array, line, order)
    return column


def _axes(array: Array, axes: dict[str, Kind]) -> tuple[Kind, ...]:
    """A kind for every axis: by noun and size, by size alone where that is clear, or a new one."""
    nouns = list(array.nouns)
    shape = array.shape
    if len(nouns) == 2 and len(shape) == 2:
        known = [axes.get(noun) for noun in nouns]
        swapped = [
            k is not None and len(k) == size for k, size in zip(known, shape[::-1], strict=True)
        ]
        straight = [k is not None and len(k) == size for k, size in zip(known, shape, strict=True)]
        if any(swapped) and not any(straight):
            nouns.reverse()
    kinds: list[Kind] = []
    for axis, size in enumerate(shape):
        noun = nouns[axis] if axis < len(nouns) else ""
        kind = axes.get(noun) if noun else None
        if kind is None or len(kind) != size:
            fitting = [k for k in axes.values() if len(k) == size and k not in kinds]
            if noun and not any(_same_noun(noun, k.name) for k in fitting):
                fitting = []
            fitting = [k for k in fitting if not noun or _same_noun(noun, k.name)]
            kind = fitting[0] if len(fitting) == 1 else None
        if kind is None:
            name = noun or f"axis_of_{size}"
            while name in axes and len(axes[name]) != size:
                name += "_x"
            kind = axes.setdefault(name, _kind(name, size))
        kinds.append(kind)
    return tuple(kinds)


def _same_noun(one: str, other: str) -> bool:
    return one == other or one.startswith(other[:4]) or other.startswith(one[:4])


def _datum(number: Number, things: tuple[Thing, ...], array: Array, line: int, order: int) -> Datum:
    return Datum(number, things, array.words[:12], array.words, None, line, order)


def _line_at(lines: Sequence[Line], start: int) -> int:
    before = [line.index for line in lines if line.start <= start]
    return before[-1] if before else 0
