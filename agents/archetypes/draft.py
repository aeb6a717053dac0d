"""A Formulation in the making, which knows what of the Problem it has used."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.datum import Datum, Route
from optimoot.agents.archetypes.kinds import Kind
from optimoot.agents.builtin.names import Names
from optimoot.agents.builtin.reading import Alternative
from optimoot.agents.team import Question
from optimoot.formulation import (
    Constraint,
    Domain,
    Entry,
    Formulation,
    IndexSet,
    Member,
    Objective,
    Parameter,
    Sense,
    TableSource,
    Variable,
)
from optimoot.problem import Number


@dataclass(frozen=True)
class Doubt:
    """Something that speaks against a draft.

    Attributes:
        cost: What it takes from the score.
        text: What it is, for people.
        quote: The words that it is about; empty if there are none.
    """

    cost: float
    text: str
    quote: str = ""


@dataclass
class Draft:
    """A model being built from a Case.

    Attributes:
        family: Name of the family, for people.
        used: Ids of the Numbers that parameters cite.
        explained: Ids of the Numbers that the family knows to be no data, with the reason.
        covered: Indices of the lines whose meaning is in the model.
        doubts: What speaks against it.
        accounted: Whether the whole text was held against it, word by word.
        settled: Indices of the lines that were read word by word, so that no wording is open there.
        questions: Names of constraints that the words may not mean, with what would settle it.
    """

    case: Case
    family: str
    names: Names = field(default_factory=Names)
    sets: dict[str, IndexSet] = field(default_factory=dict)
    parameters: list[Parameter] = field(default_factory=list)
    variables: list[Variable] = field(default_factory=list)
    constraints: list[Constraint] = field(default_factory=list)
    objective: Objective | None = None
    assumptions: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    explained: dict[str, str] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)
    settled: set[int] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)
    accounted: bool = False
    questions: list[tuple[str, Question]] = field(default_factory=list)
    _kinds: dict[int, str] = field(default_factory=dict)

    # ------------------------------------------------------------ sets and parameters

    def set_of(self, kind: Kind, fallback: str = "items") -> str:
        """The name of the set that stands for a kind."""
        name = self._kinds.get(id(kind))
        if name is None:
            name = self.set_with(kind.name or fallback, tuple(kind.members), kind.name)
            self._kinds[id(kind)] = name
        return name

    def has(self, kind: Kind) -> bool:
        """Whether a set of the model stands for a kind."""
        return id(kind) in self._kinds

    def periods_of(self, kind: Kind) -> str:
        """The name of the set of a numbered kind, its members as whole numbers in order."""
        numbers = tuple(int(re.findall(r"\d+", member)[-1]) for member in kind.members)
        name = self.set_with(kind.name or "periods", numbers, kind.name)
        self._kinds[id(kind)] = name
        return name

    def member(self, kind: Kind, place: int) -> Member:
        """The member of a kind's set at this place."""
        return self.sets[self.set_of(kind)].members[place]

    def set_with(self, what: str, members: tuple[Member, ...], meaning: str = "") -> str:
        """The name of a new set with these members."""
        name = self.names.new(what, "set")
        self.sets[name] = IndexSet(name=name, members=members, meaning=meaning or what)
        return name

    def values(
        self,
        column: Column,
        name: str,
        *,
        factor: float = 1.0,
        both_ways: bool = False,
        default: float | None = None,
    ) -> str:
        """The name of a new parameter with the figures of a column; per cents become shares.

        Args:
            column: Where the figures are.
            name: What to call the parameter.
            factor: What every figure is multiplied with.
            both_ways: A pair that is told in one direction only holds for both.
            default: Value where there is no figure; None: that is an error.
        """
        factor = factor * (0.01 if column.is_percent else 1.0)
        if column.source is not None and not both_ways and default is None:
            self.covered.update(column.lines)
            sets = tuple(self.set_of(kind) for kind in column.kinds)
            source = column.source.model_copy(update={"factor": factor})
            return self._cited(name, sets, source, " ".join(column.words) or name)
        members = [self.sets[self.set_of(kind)].members for kind in column.kinds]
        entries = []
        for key, datum in sorted(column.cells.items()):
            keys = [key]
            if both_ways and key[::-1] not in column.cells:
                keys.append(key[::-1])
            for places in keys:
                index = tuple(own[place] for own, place in zip(members, places, strict=True))
                entries.append(self._entry(datum, factor, index))
            self.used.add(datum.number.id)
        self.covered.update(column.lines)
        return self._parameter(
            name,
            tuple(self.set_of(kind) for kind in column.kinds),
            tuple(entries),
            meaning=" ".join(column.words) or name,
            default=default,
        )

    def listed(
        self,
        name: str,
        index: tuple[str, ...],
        entries: Sequence[tuple[tuple[Member, ...], Datum]],
        *,
        factor: float = 1.0,
    ) -> str:
        """The name of a new parameter with the figures given one by one."""
        made = tuple(self._entry(datum, factor * _share(datum), key) for key, datum in entries)
        for _, datum in entries:
            self.used.add(datum.number.id)
            self.covered.add(datum.line)
        return self._parameter(name, index, made, meaning=name)

    def given(
        self,
        name: str,
        index: tuple[str, ...],
        entries: Sequence[tuple[tuple[Member, ...], Number]],
        *,
        default: float | None = None,
        known: Sequence[tuple[tuple[Member, ...], float]] = (),
        factors: Mapping[str, float] | None = None,
    ) -> str:
        """The name of a new parameter with these Numbers, as they are or times a factor by id.

        What words tell without a figure, as "none", is `known`.
        """
        self.used.update(number.id for _, number in entries)
        by = factors or {}
        made = tuple(
            Entry(
                index=index,
                value=number.value * by.get(number.id, 1.0),
                numbers=(number.id,),
                factor=by.get(number.id, 1.0),
            )
            for index, number in entries
        )
        made += tuple(Entry(index=index, value=value) for index, value in known)
        return self._parameter(name, index, made, meaning=name, default=default)

    def steps(
        self, name: str, index: tuple[str, ...], routes: Sequence[Route], places: Sequence[Member]
    ) -> str:
        """The name of a new parameter with the figures of routes, by owner and place in order."""
        entries = []
        for route in routes:
            for place, step in zip(places, route.steps, strict=True):
                number = step.number
                entries.append(
                    Entry(index=(route.owner.name, place), value=number.value, numbers=(number.id,))
                )
                self.used.add(number.id)
            self.covered.add(route.line)
        return self._parameter(name, index, tuple(entries), meaning=name)

    def marks(
        self, name: str, index: tuple[str, ...], ones: Sequence[tuple[Member, ...]], meaning: str
    ) -> str:
        """The name of a new parameter that is 1 at some places and 0 elsewhere."""
        entries = tuple(Entry(index=place, value=1.0) for place in ones)
        return self._parameter(name, index, entries, meaning=meaning, default=0.0)

    def counts(
        self,
        name: str,
        index: tuple[str, ...],
        entries: Sequence[tuple[tuple[Member, ...], int]],
        meaning: str,
    ) -> str:
        """The name of a new parameter with counts that follow from other figures, 0 elsewhere."""
        made = tuple(Entry(index=place, value=float(count)) for place, count in entries)
        return self._parameter(name, index, made, meaning=meaning, default=0.0)

    def scalar(self, datum: Datum, name: str, factor: float = 1.0) -> str:
        """The name of a new parameter with one figure; a per cent becomes a share."""
        self.used.add(datum.number.id)
        self.covered.add(datum.line)
        entry = self._entry(datum, factor * _share(datum), ())
        return self._parameter(name, (), (entry,), meaning=name.replace("_", " "))

    def _cited(self, name: str, index: tuple[str, ...], source: TableSource, meaning: str) -> str:
        made = self.names.new(name)
        self.parameters.append(Parameter(name=made, index=index, table=source, meaning=meaning))
        return made

    def _entry(self, datum: Datum, factor: float, index: tuple[Member, ...]) -> Entry:
        if not datum.number.id:
            self.doubts.append(Doubt(0.6, "a cell of the table can be used as a whole table only"))
            return Entry(index=index, value=factor * datum.number.value)
        return Entry(
            index=index,
            value=factor * datum.number.value,
            numbers=(datum.number.id,),
            factor=factor,
        )

    def _parameter(
        self,
        name: str,
        index: tuple[str, ...],
        entries: tuple[Entry, ...],
        *,
        meaning: str,
        default: float | None = None,
    ) -> str:
        made = self.names.new(name)
        self.parameters.append(
            Parameter(name=made, index=index, entries=entries, meaning=meaning, default=default)
        )
        return made

    # ------------------------------------------------------------ decisions and rules

    def variable(
        self,
        name: str,
        index: tuple[str, ...] = (),
        domain: Domain = Domain.CONTINUOUS,
        *,
        lower: float | str | None = 0.0,
        upper: float | str | None = None,
        meaning: str = "",
    ) -> str:
        """The name of a new variable."""
        made = self.names.new(name, component=True)
        self.variables.append(
            Variable(
                name=made,
                index=index,
                domain=domain,
                lower=lower,
                upper=1.0 if domain is Domain.BINARY and upper is None else upper,
                meaning=meaning or name.replace("_", " "),
            )
        )
        return made

    def constrain(
        self,
        name: str,
        expression: str,
        for_each: str = "",
        *,
        line: int | None = None,
        meaning: str = "",
    ) -> None:
        """Add a constraint; `line` is the line that it comes from."""
        if line is not None:
            self.covered.add(line)
        self.constraints.append(
            Constraint(
                name=self.names.new(name, component=True),
                expression=expression,
                for_each=for_each,
                meaning=meaning or name.replace("_", " "),
                sentence=self.case.quote(line) if line is not None else "",
            )
        )

    def optimize(self, sense: Sense, expression: str, meaning: str) -> None:
        """Set the objective."""
        goal = self.case.goal
        sentence = self.case.quote(goal.line) if goal is not None else ""
        if goal is not None:
            self.covered.update(goal.lines)
            if goal.sense is not sense:
                self.doubts.append(
                    Doubt(0.6, f"the text does not ask to {sense.value} the {meaning}", sentence)
                )
        self.objective = Objective(
            sense=sense, expression=expression, meaning=meaning, sentence=sentence
        )

    def doubt(self, cost: float, text: str, quote: str = "") -> None:
        """Note something that speaks against the draft."""
        self.doubts.append(Doubt(cost, text, quote))

    def explain(self, reasons: Mapping[str, str]) -> None:
        """Note Numbers that are no data."""
        self.explained.update(reasons)

    def line_of(self, *groups: str) -> int | None:
        """The first line that holds all words of one of the groups; None if there is none."""
        for line in self.case.lines:
            text = line.lower
            if any(all(word in text for word in group.split()) for group in groups):
                return line.index
        return None

    def alternatives(self, formulation: Formulation) -> tuple[Alternative, ...]:
        """The formulation without each constraint that is in question."""
        return tuple(
            Alternative(
                formulation.model_copy(
                    update={
                        "constraints": tuple(c for c in formulation.constraints if c.name != name)
                    }
                ),
                question,
            )
            for name, question in self.questions
        )

    def formulation(self) -> Formulation:
        """The Formulation."""
        return Formulation(
            title=self.family,
            sets=tuple(self.sets.values()),
            parameters=tuple(self.parameters),
            variables=tuple(self.variables),
            objective=self.objective,
            constraints=tuple(self.constraints),
            assumptions=tuple(self.assumptions),
        )


def _share(datum: Datum) -> float:
    return 0.01 if datum.is_percent else 1.0
