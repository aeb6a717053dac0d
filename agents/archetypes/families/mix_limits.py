"""What the figures of a mix of things bound: sums of columns, single things, each, the total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Goal
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.datum import Bound, Datum, Slot
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.mix_goal import COST, GAIN
from optimoot.agents.archetypes.kinds import Kind
from optimoot.agents.archetypes.wording import similarity, stem, stems
from optimoot.agents.builtin.units import conversion, dimension, unit_of_stem
from optimoot.formulation import Sense
from optimoot.problem import NumberKind

_HAVE: Final = stems(
    "available availability has have total capacity limit limited budget most maximum supply "
    "stock cap exceed only weekly daily monthly currently inventory within hold carry"
)
_NEED: Final = stems(
    "need needs require requires required requirement requirements least minimum demand target "
    "goal achieve benchmarks must meet"
)
_TOTAL: Final = stems("total combined altogether overall")


_RELATION: Final = re.compile(
    r"\b(twice|thrice|double|triple|half|third|quarter|times|as (?:many|much)|"
    r"than (?:the|that|those)|"
    r"ratio|percent|proportion|fraction|difference|exceed\w* (?:\S+ ){1,8}by|by (?:more|at)|"
    r"sum of|combined|combination|together|per|for every|weighted)\b"
)
"""Words that tie one thing to another, or to more than its number."""


def name_of(column: Column) -> str:
    """A name for the figures of a column, from its words."""
    return "_".join(column.words[:3]) or ("price" if column.is_money else "figure")


def in_units_of(datum: Datum, column: Column) -> float | None:
    """What one unit of a figure is in the unit of a column; None where that is not clear."""
    own = next((unit for word in datum.after[:2] if (unit := unit_of_stem(stem(word)))), "")
    theirs = {unit_of_stem(word) for word in column.words} - {""}
    alike = {unit for unit in theirs if dimension(unit) == dimension(own)} if own else set()
    if not alike or own in alike:
        return 1.0
    letter = any(len(word) == 1 and unit_of_stem(word) in alike for word in column.words)
    return None if letter or len(alike) > 1 else conversion(own, min(alike))


def own_bounds(draft: Draft, columns: Sequence[Column], things: str, amount: str) -> None:
    """Bound each thing by its own figures: "at most 40 chairs, 30 tables"."""
    told: list[tuple[Bound, dict[tuple[int, ...], float]]] = []
    for column in columns:
        bound = column.bound or (Bound.AT_LEAST if column.slot is Slot.LOW else Bound.AT_MOST)
        figures = (bound, {key: datum.number.value for key, datum in column.cells.items()})
        if figures in told:
            for datum in column.cells.values():
                draft.explained[datum.number.id] = "says again what is said before"
            draft.covered.update(column.lines)
            continue
        told.append(figures)
        low = bound is Bound.AT_LEAST
        value = draft.values(column, "least" if low else "most")
        draft.constrain(
            "own_least" if low else "own_most",
            f"{amount}[i] {bound.value} {value}[i]",
            f"i in {things}",
            line=column.lines[0],
        )


@dataclass
class Wanted:
    """Turns figures into limits on columns, on single things or on the total."""

    draft: Draft
    goal: Goal
    kind: Kind
    things: str
    amount: str
    names: dict[int, str]
    columns: Sequence[Column]
    resources: Sequence[Column]

    def __post_init__(self) -> None:
        self.limited: set[int] = set()
        self.told: dict[tuple[int, str], float] = {}
        self.singles: set[tuple[int, str, float]] = set()

    def limit(self, datum: Datum) -> None:
        """One figure; what is not understood stays unused."""
        if datum.slot is not Slot.ALONE:
            return
        if datum.things:
            self._single(datum)
            return
        if datum.compound and datum.bound is None:
            self.draft.explained[datum.number.id] = "describes what is counted"
            return
        if self._is_each(datum):
            return
        column = self._column(datum)
        if column is not None:
            self._of_column(datum, column)
        elif self._is_total(datum):
            bound = datum.bound or self._usual(datum)
            again = self.told.get((0, str(bound))) == datum.number.value
            if again:
                self.draft.explained[datum.number.id] = "says again what is said before"
                self.draft.covered.add(datum.line)
            elif bound is not None:
                self.told[0, str(bound)] = datum.number.value
                value = self.draft.scalar(datum, "total_limit")
                self._constrain("total", self.amount + "[i]", bound, value, datum)

    def _is_each(self, datum: Datum) -> bool:
        """Whether a bound holds for every single thing: "at least 20 of each"."""
        nouns = {stem(word) for word in self.kind.name.split()} | {"type", "kind"}
        told = "each" in datum.nearby and nouns & set(datum.nearby)
        if datum.bound is None or not told or datum.is_money:
            return False
        if any(similarity(datum.words, c.words) == 1.0 for c in self.resources):
            return False
        value = self.draft.scalar(datum, "bound_of_each")
        self.draft.constrain(
            "each_bound",
            f"{self.amount}[i] {datum.bound.value} {value}",
            f"i in {self.things}",
            line=datum.line,
        )
        return True

    def _column(self, datum: Datum) -> Column | None:
        """The column that a figure limits, by its words; money limits what things cost."""
        candidates = list(self.resources)
        scores = [(similarity(datum.words, c.words), at) for at, c in enumerate(candidates)]
        scores.sort(key=lambda pair: (-pair[0], pair[1]))
        if scores and scores[0][0] > 0.0:
            tie = len(scores) > 1 and scores[1][0] == scores[0][0]
            if not tie:
                return candidates[scores[0][1]]
            exact = [c for c in candidates if set(c.words) <= set(datum.words)]
            return exact[0] if len(exact) == 1 else None
        if datum.is_money or set(datum.nearby) & stems("budget"):
            costs = [c for c in self.columns if set(c.words) & COST or c.is_money]
            costs = [c for c in costs if not set(c.words) & GAIN] or costs
            return costs[0] if len(costs) == 1 else None
        return None

    def _of_column(self, datum: Datum, column: Column) -> None:
        bound = datum.bound or self._usual(datum)
        if bound is None:
            return
        key = (id(column), bound.value)
        if key in self.told:
            if self.told[key] == datum.number.value:
                self.draft.explained[datum.number.id] = "says again what is said before"
                self.draft.covered.add(datum.line)
            return
        self.told[key] = datum.number.value
        self.limited.add(id(column))
        what = name_of(column)
        factor = in_units_of(datum, column)
        if factor is None:
            quote = self.draft.case.quote(datum.line)
            self.draft.doubt(0.6, f"{datum.number.text!r} is told in another unit", quote)
            return
        low = bound is Bound.AT_LEAST
        value = self.draft.scalar(datum, f"{what}_{'least' if low else 'most'}", factor)
        self._constrain(
            what, f"{self.names[id(column)]}[i] * {self.amount}[i]", bound, value, datum
        )

    def _usual(self, datum: Datum) -> Bound | None:
        """What a figure without a comparison bounds: what there is, or what is needed."""
        words = set(datum.nearby) | {
            t.stem for t in self.draft.case.lines[datum.line].tokens if t.is_word
        }
        if self.goal.sense is Sense.MINIMIZE and words & _NEED:
            return Bound.AT_LEAST
        if words & _HAVE and not words & stems("least minimum demand"):
            return Bound.AT_MOST
        if self.goal.sense is Sense.MINIMIZE and self.told:
            return Bound.AT_LEAST
        near = self.draft.case.lines[max(0, datum.line - 1)]
        if self.goal.sense is Sense.MINIMIZE and _NEED & {t.stem for t in near.tokens}:
            return Bound.AT_LEAST
        return None

    def _is_total(self, datum: Datum) -> bool:
        words = set(datum.nearby)
        return bool(words & _TOTAL) and not datum.is_money and not datum.is_percent

    def _single(self, datum: Datum) -> None:
        """A bound on one thing: "at most 4 of them may be chairs"."""
        key = (datum.things[0].place, "", datum.number.value)
        if key in self.singles:
            self.draft.explained[datum.number.id] = "says again what is said before"
            self.draft.covered.add(datum.line)
            return
        things = [t for t in datum.things if t.kind is self.kind]
        if datum.number.kind not in (NumberKind.PLAIN, NumberKind.COUNT_WORD):
            return
        if _RELATION.search(self.draft.case.lines[datum.line].lower):
            return
        if len(things) != 1 or len(datum.things) != 1 or datum.is_money or datum.is_percent:
            return
        words = set(datum.nearby)
        bound = datum.bound
        if bound is None and words & stems("maximum most demand"):
            bound = Bound.AT_MOST
        elif bound is None and words & stems("minimum least"):
            bound = Bound.AT_LEAST
        if bound is None or any(similarity(datum.words, c.words) for c in self.resources):
            return
        self.singles.add(key)
        value = self.draft.scalar(datum, f"bound_of_{things[0].name}")
        self.draft.constrain(
            f"{things[0].name}_bound",
            f'{self.amount}["{things[0].name}"] {bound.value} {value}',
            line=datum.line,
        )

    def _constrain(self, what: str, term: str, bound: Bound, value: str, datum: Datum) -> None:
        self.draft.constrain(
            f"{what}_limit",
            f"sum({term} for i in {self.things}) {bound.value} {value}",
            line=datum.line,
        )
