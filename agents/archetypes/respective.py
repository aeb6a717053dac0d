"""Figures told in one breath for all members of a kind: "the shops need 30, 40, 25 and 35 crates".

The noun of the kind stands before the figures, there are as many figures as members, and either the
word "respectively" or a list without anything but commas and "and" between the figures says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.datum import Bound, Datum, Slot
from optimoot.agents.archetypes.kinds import Kind, Thing
from optimoot.agents.archetypes.layout import Form, Line
from optimoot.agents.archetypes.wording import Token, content, stem
from optimoot.problem import NumberKind


def respective_columns(
    loose: Sequence[Datum], lines: Sequence[Line], kinds: Sequence[Kind]
) -> tuple[tuple[Column, ...], tuple[Datum, ...]]:
    """The columns that such lists of figures make, and the figures that are left."""
    by_line: dict[int, list[Datum]] = defaultdict(list)
    for datum in loose:
        by_line[datum.line].append(datum)
    columns: list[Column] = []
    taken: set[str] = set()
    for at, data in by_line.items():
        line = lines[at]
        if line.form is not Form.SENTENCE:
            continue
        for run in _runs(line, data):
            kind = _named(line, run, kinds)
            if kind is not None:
                columns.append(_column(line, run, kind))
                taken |= {datum.number.id for datum in run}
    return tuple(columns), tuple(datum for datum in loose if datum.number.id not in taken)


def _runs(line: Line, data: Sequence[Datum]) -> list[list[Datum]]:
    """Figures of nothing in particular that only commas and "and" part."""
    places = {t.number.id: at for at, t in enumerate(line.tokens) if t.number is not None}
    runs: list[list[Datum]] = []
    last = None
    for datum in sorted(data, key=lambda d: d.number.start):
        place = places.get(datum.number.id)
        plain = datum.number.kind in (NumberKind.PLAIN, NumberKind.MONEY, NumberKind.PERCENT)
        if place is None or datum.things or not plain or datum.slot is not Slot.ALONE:
            last = None
            continue
        between = line.tokens[last + 1 : place] if last is not None else ()
        if last is not None and between and all(_joins(token) for token in between):
            runs[-1].append(datum)
        else:
            runs.append([datum])
        last = place
    return [run for run in runs if len(run) > 1]


def _joins(token: Token) -> bool:
    return token.text == "," or token.lower == "and"


def _named(line: Line, run: Sequence[Datum], kinds: Sequence[Kind]) -> Kind | None:
    """The one kind of that size whose noun stands before the figures; members named: none."""
    first = run[0].number.start
    before = [token for token in line.tokens if token.start < first]
    stems = {token.stem for token in before if token.is_word}
    told = "respectively" in {token.lower for token in line.tokens}
    fitting = [
        kind
        for kind in kinds
        if len(kind) == len(run)
        and kind.name
        and (stem(kind.name) in stems)
        and (told or stem(kind.name) in {t.stem for t in before[:3] if t.is_word})
    ]
    return fitting[0] if len(fitting) == 1 else None


def _column(line: Line, run: Sequence[Datum], kind: Kind) -> Column:
    start = run[0].number.start
    words = content([token for token in line.tokens if token.start < start])
    after = content([token for token in line.tokens if token.start > run[-1].number.start])
    bound: Bound | None = run[0].bound
    cells: dict[tuple[int, ...], Datum] = {
        (place,): replace(datum, things=(Thing(kind, place),), words=words, bound=bound)
        for place, datum in enumerate(run)
    }
    return Column((kind,), cells, words=(*words, *after), lines=(line.index,))
