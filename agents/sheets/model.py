"""From a sheet to a grounded Formulation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.archetypes.datum import Bound
from optimoot.agents.builtin.clauses import whole
from optimoot.agents.builtin.lexicon import STUFF
from optimoot.agents.builtin.names import Names
from optimoot.agents.builtin.units import dimension, unit_of_stem
from optimoot.agents.sheets.columns import Column
from optimoot.agents.sheets.figures import Figure, told_by_time
from optimoot.agents.sheets.lines import Line
from optimoot.agents.sheets.sheet import Goal, Limit, OwnBound, Sheet
from optimoot.agents.sheets.words import ONCE
from optimoot.formulation import (
    Constraint,
    Domain,
    Entry,
    Formulation,
    IndexSet,
    Objective,
    Parameter,
    Variable,
)
from optimoot.problem import Problem

_STUFF: Final = frozenset({"mass", "volume", "area", "length", "energy"})


class SheetModel:
    """Builds the Formulation of one sheet."""

    def __init__(self, problem: Problem, sheet: Sheet, lines: Sequence[Line]) -> None:
        self.problem = problem
        self.sheet = sheet
        self.lines = lines
        self.names = Names()
        self.things = self.names.new("things", "set")
        self.members = tuple(dict.fromkeys(thing.name for thing in sheet.layout.things))
        self.parameters: list[Parameter] = []
        self.constraints: list[Constraint] = []
        self.assumptions: list[str] = list(sheet.assumptions)
        self.columns: dict[int, str] = {}

    def build(self, goal: Goal) -> Formulation:
        """The Formulation; `goal` is the sheet's own."""
        domain = self._domain()
        chosen = domain is Domain.BINARY
        self.amount = self.names.new("chosen" if chosen else "amount", component=True)
        for limit in self.sheet.limits:
            self._limit(limit)
        for column in self.sheet.columns:
            self._bounds(column)
        for bound in self.sheet.bounds:
            self._own(bound)
        return Formulation(
            sets=(IndexSet(name=self.things, members=self.members, meaning="what is decided on"),),
            objective=self._objective(goal),
            parameters=tuple(self.parameters),
            variables=(
                Variable(
                    name=self.amount,
                    index=(self.things,),
                    domain=domain,
                    upper=1.0 if chosen else None,
                    meaning="1 if it is taken" if chosen else "how much of each",
                ),
            ),
            constraints=tuple(self.constraints),
            assumptions=tuple(self.assumptions),
        )

    # ------------------------------------------------------------ parts

    def _objective(self, goal: Goal) -> Objective:
        terms = [
            f"{'-' if sign < 0 else '+'} {self._values(column)}[i] * {self.amount}[i]"
            for sign, column in goal.terms
        ] or [f"{self.amount}[i]"]
        if len(goal.terms) > 1:
            plus, *minus = [column.name for _, column in goal.terms]
            self.assumptions.append(f"Profit is {plus} less {' and '.join(minus)}.")
        if goal.assumed:
            self.assumptions.append(goal.assumed)
        inner = " ".join(terms).removeprefix("+ ")
        meaning = goal.terms[0][1].name if goal.terms else "number of all"
        return Objective(
            sense=goal.sense,
            expression=f"sum({inner} for i in {self.things})",
            meaning=meaning,
            sentence=goal.quote,
        )

    def _values(self, column: Column) -> str:
        """The parameter of a column."""
        known = self.columns.get(id(column))
        if known is not None:
            return known
        entries = []
        for at, figure in sorted(column.cells.items()):
            factor = column.factor(figure) or 1.0
            entries.append(_entry(figure, factor, (self.members[at],)))
        untold = [self.members[at] for at in range(len(self.members)) if at not in column.cells]
        if untold:
            self.assumptions.append(f"No {column.name} is told for {', '.join(untold)}: none.")
        name = self.names.new(column.name)
        self.columns[id(column)] = name
        self.parameters.append(
            Parameter(
                name=name,
                index=(self.things,),
                entries=tuple(entries),
                default=0.0 if untold else None,
                meaning=column.name,
            )
        )
        return name

    def _scalar(self, figure: Figure, name: str, factor: float = 1.0) -> str:
        made = self.names.new(name)
        entry = _entry(figure, factor, ())
        self.parameters.append(Parameter(name=made, entries=(entry,), meaning=name))
        return made

    def _limit(self, limit: Limit) -> None:
        what = limit.column.name if limit.column is not None else "total"
        side = self._scalar(limit.figure, f"{what} limit", limit.factor)
        inner = f"{self.amount}[i]"
        if limit.figure.kind == "percent":
            side = f"{side} * sum({inner} for i in {self.things})"
        if limit.column is not None:
            inner = f"{self._values(limit.column)}[i] * {inner}"
        self._add(
            f"{what} limit",
            f"sum({inner} for i in {self.things}) {limit.bound.value} {side}",
            limit.figure,
        )

    def _bounds(self, column: Column) -> None:
        """A column of bounds on the things themselves."""
        for at, figure in sorted(column.cells.items()):
            if figure.bound is not None:
                self._bound(at, figure, figure.bound)

    def _own(self, bound: OwnBound) -> None:
        for at in bound.things:
            self._bound(at, bound.figure, bound.bound)

    def _bound(self, at: int, figure: Figure, bound: Bound) -> None:
        member = self.members[at]
        side = self._scalar(figure, f"bound of {member}")
        self._add(f"bound of {member}", f'{self.amount}["{member}"] {bound.value} {side}', figure)

    def _add(self, name: str, expression: str, figure: Figure) -> None:
        self.constraints.append(
            Constraint(
                name=self.names.new(name, component=True),
                expression=expression,
                meaning=name,
                sentence=self._sentence(figure),
            )
        )

    def _sentence(self, figure: Figure) -> str:
        """The words that a figure stands in."""
        start = figure.number.start
        for line in self.lines:
            if line.tokens[0].start <= start < line.tokens[-1].end:
                return line.quote
        return figure.number.text

    # ------------------------------------------------------------ whole numbers

    def _domain(self) -> Domain:
        sentences = [" ".join(t.lower for t in line.tokens) for line in self.lines]
        if any(cue in text for cue in ONCE for text in sentences):
            self.assumptions.append("Each is taken once or not at all.")
            return Domain.BINARY
        stated = whole.stated_in(sentences)
        if stated is True:
            self.assumptions.append("Decisions are whole numbers, as the text says.")
            return Domain.INTEGER
        if stated is False:
            self.assumptions.append("Decisions are divisible at will, as the text says.")
            return Domain.CONTINUOUS
        timed = [c for c in self.sheet.columns if all(told_by_time(f) for f in c.cells.values())]
        if len(timed) > 1:
            self.assumptions.append("Decisions are lengths of time, divisible at will.")
            return Domain.CONTINUOUS
        if all(column.kind == "percent" for column in self.sheet.columns):
            self.assumptions.append("Decisions are amounts of money, divisible at will.")
            return Domain.CONTINUOUS
        if all(thing.stock is not None for thing in self.sheet.layout.things):
            self.assumptions.append("Decisions are whole numbers, so many being there.")
            return Domain.INTEGER
        bases = [w for t in self.sheet.layout.things for f in t.figures for w in f.base]
        measured = any(dimension(unit_of_stem(word)) in _STUFF for word in bases)
        named = all(set(thing.stems) & STUFF for thing in self.sheet.layout.things)
        if measured or named or whole.told_as_stuff(sentences):
            self.assumptions.append("Decisions are divisible at will, being measured.")
            return Domain.CONTINUOUS
        self.assumptions.append("Decisions are whole numbers, being counted.")
        return Domain.INTEGER


def _entry(figure: Figure, factor: float, index: tuple[str, ...]) -> Entry:
    return Entry(
        index=index,
        value=figure.number.value * factor,
        numbers=(figure.number.id,),
        factor=factor,
    )
