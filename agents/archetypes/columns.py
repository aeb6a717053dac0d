"""Data that belong together: one figure for each member of a kind, or for each pair of members."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from optimoot.agents.archetypes.datum import Bound, Datum, Slot
from optimoot.agents.archetypes.kinds import Kind, Thing
from optimoot.agents.archetypes.layout import Form, Line
from optimoot.agents.archetypes.wording import content, similarity
from optimoot.formulation import TableSource
from optimoot.problem import NumberKind


@dataclass(eq=False)
class Column:
    """Figures of one meaning, by the members that they belong to.

    Attributes:
        kinds: One kind, or two.
        cells: The figure of each member, or of each pair of places.
        words: Stems that describe it, the most frequent first.
        heading: Stems of the heading above it.
        lines: Indices of the lines that it comes from, in order.
        source: Where it comes from, if from an attached table.
    """

    kinds: tuple[Kind, ...]
    cells: dict[tuple[int, ...], Datum] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    source: TableSource | None = None

    @property
    def slot(self) -> Slot:
        """Which of two figures it holds, where they come in pairs."""
        return next(iter(self.cells.values())).slot

    @property
    def is_money(self) -> bool:
        """Whether all its figures are written as money."""
        return all(datum.is_money for datum in self.cells.values())

    @property
    def is_percent(self) -> bool:
        """Whether all its figures are written in per cent."""
        return all(datum.is_percent for datum in self.cells.values())

    @property
    def is_full(self) -> bool:
        """Whether every member has its figure; of pairs within one kind, a member with itself none.

        A pair that is told in one direction counts for both.
        """
        if len(self.kinds) == 1:
            return len(self.cells) == len(self.kinds[0])
        return not any(True for _ in self.missing())

    @property
    def is_square(self) -> bool:
        """Whether it tells of pairs within one kind."""
        return len(self.kinds) == 2 and self.kinds[0] is self.kinds[1]

    def missing(self) -> Iterator[tuple[int, int]]:
        """Pairs of places without a figure in either direction."""
        rows, columns = self.kinds
        for one in range(len(rows)):
            for other in range(len(columns)):
                if rows is columns and one == other:
                    continue
                reverse = rows is columns and (other, one) in self.cells
                if (one, other) not in self.cells and not reverse:
                    yield one, other

    @property
    def bound(self) -> Bound | None:
        """The comparison that all its figures state."""
        bounds = {datum.bound for datum in self.cells.values()}
        return bounds.pop() if len(bounds) == 1 else None

    def says(self, cues: frozenset[str]) -> int:
        """How many of the stems `cues` describe it: its own words count twice the heading's."""
        return 2 * len(cues & set(self.words)) + len(cues & set(self.heading))


def find_columns(
    data: Sequence[Datum], lines: Sequence[Line]
) -> tuple[tuple[Column, ...], tuple[Datum, ...]]:
    """The columns of the data, and the data that belong to none."""
    groups: dict[tuple[object, ...], list[Datum]] = defaultdict(list)
    rest: list[Datum] = []
    for datum in data:
        if not datum.things:
            rest.append(datum)
            continue
        line = lines[datum.line]
        block = line.block if line.form.value == "entry" else "prose"
        kinds = tuple(id(thing.kind) for thing in datum.things)
        groups[(block, kinds, datum.slot)].append(datum)
    columns: list[Column] = []
    for group in groups.values():
        for column in _clustered(group):
            kind = column.kinds[0]
            few = len(kind) > 3 and len(column.kinds) == 1 and 2 * len(column.cells) < len(kind)
            spelled = all(datum.number.text.isalpha() for datum in column.cells.values())
            bounds = {datum.bound for datum in column.cells.values()}
            uneven = len(bounds) > 1 or any(
                datum.number.kind is NumberKind.MULTIPLE for datum in column.cells.values()
            )
            few = few or (uneven and all(lines[at].form is Form.SENTENCE for at in column.lines))
            if len(column.cells) < 2 or few or (spelled and not column.is_full):
                rest += column.cells.values()
                continue
            first = min(column.cells.values(), key=lambda datum: datum.number.start)
            line = lines[first.line]
            before = [token for token in line.tokens if token.start < first.number.start]
            column.heading = line.heading or content(before)
            columns.append(column)
    return tuple(columns), tuple(sorted(rest, key=lambda d: d.number.start))


def _places(things: Sequence[Thing]) -> tuple[int, ...]:
    return tuple(thing.place for thing in things)


def _clustered(group: Sequence[Datum]) -> list[Column]:
    """One column for each meaning: figures of a member go to the columns whose words they share."""
    rows: dict[tuple[int, ...], list[Datum]] = defaultdict(list)
    for datum in group:
        rows[_places(datum.things)].append(datum)
    kinds = tuple(thing.kind for thing in group[0].things)
    longest = max(len(row) for row in rows.values())
    model = next(row for row in rows.values() if len(row) == longest)
    columns = [Column(kinds) for _ in model]
    texts = [list(datum.words) for datum in model]
    for key, row in rows.items():
        scores = sorted(
            (
                (_fit(datum, place, texts[at], model[at], at), -place, at)
                for place, datum in enumerate(row)
                for at in range(longest)
            ),
            reverse=True,
        )
        placed: set[int] = set()
        filled: set[int] = set()
        for _, negative, at in scores:
            if -negative in placed or at in filled:
                continue
            placed.add(-negative)
            filled.add(at)
            columns[at].cells[key] = row[-negative]
    for column in columns:
        counts = Counter(word for datum in column.cells.values() for word in set(datum.words))
        half = len(column.cells) / 2
        column.words = tuple(word for word, count in counts.most_common(8) if count >= half)
        column.lines = tuple(sorted({datum.line for datum in column.cells.values()}))
    return columns


def _fit(datum: Datum, place: int, words: Sequence[str], model: Datum, at: int) -> float:
    money = 1.0 if datum.is_money == model.is_money else -1.0
    percent = 0.5 if datum.is_percent == model.is_percent else -0.5
    position = 0.3 if place == at else 0.0
    return 2 * similarity(datum.words, words) + money + percent + position
