"""From a choice of roles to a grounded Formulation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from optimoot.agents.builtin.atoms import Clause
from optimoot.agents.builtin.clauses import whole
from optimoot.agents.builtin.facts import Comparison, Linear, Quantity, Relation, quantity
from optimoot.agents.builtin.items import Cast
from optimoot.agents.builtin.names import Names
from optimoot.agents.builtin.text import Kind
from optimoot.agents.builtin.units import dimension
from optimoot.agents.matching.booking import COUNT, BookedLimit, Booking, is_content
from optimoot.agents.matching.columns import Column
from optimoot.agents.matching.spot import Spot
from optimoot.formulation import (
    Constraint,
    Domain,
    Entry,
    Formulation,
    Objective,
    Parameter,
    Variable,
)

_TOLD: Final = {
    Comparison.AT_LEAST: "at least",
    Comparison.AT_MOST: "at most",
    Comparison.EQUAL: "exactly",
}
_ENDS: Final = {Comparison.AT_LEAST: "least", Comparison.AT_MOST: "most", Comparison.EQUAL: "exact"}
_STRICT: Final = {Comparison.AT_LEAST: " + 1", Comparison.AT_MOST: " - 1"}
_LABEL_WORDS: Final = 3


@dataclass
class Model:
    """A Formulation under construction."""

    cast: Cast
    clauses: Sequence[Clause]
    booking: Booking
    relations: Sequence[Relation]
    names: Names = field(default_factory=Names)
    parameters: list[Parameter] = field(default_factory=list)
    variables: list[Variable] = field(default_factory=list)
    constraints: list[Constraint] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)

    def build(self) -> Formulation | None:
        """The Formulation, or None where nothing is to be optimized."""
        purpose, goal = self.booking.purpose, self.booking.goal
        if purpose is None or goal is None:
            return None
        self._variables()
        for spot, items, comparison in self.booking.bounds:
            self._bound(spot, items, comparison)
        for limit in self.booking.limits:
            self._limit(limit)
        for relation in self.relations:
            self._relation(relation)
        columns = [self.booking.columns[place] for place in self.booking.goal_columns if place >= 0]
        label = self._label(columns[0]) if columns else "number"
        return Formulation(
            parameters=(),
            variables=tuple(self.variables),
            constraints=tuple(self.constraints),
            objective=Objective(
                sense=purpose.sense,
                expression=self._algebra(goal, label),
                meaning=label,
                unit="dollars" if columns and columns[0].money else "",
                sentence=self._quote(purpose.sentence),
            ),
            assumptions=tuple(self.assumptions),
        ).model_copy(update={"parameters": tuple(self.parameters)})

    # ---------------------------------------------------------------- parts

    def _variables(self) -> None:
        stated = whole.stated(self.clauses)
        counted: list[str] = []
        divisible: list[str] = []
        bounded = any(dimension(spot.unit) for spot, _, _ in self.booking.bounds)
        for place, item in enumerate(self.cast.items):
            free = stated is False or (
                stated is None and (bounded or whole.is_divisible(self.clauses, self.cast, place))
            )
            (divisible if free else counted).append(item.name)
            self.variables.append(
                Variable(
                    name=self.names.new(item.name, component=True),
                    domain=Domain.CONTINUOUS if free else Domain.INTEGER,
                    meaning=f"how much of {item.name}" if free else f"how many {item.name}",
                )
            )
        if counted:
            self.assumptions.append(f"Whole numbers, being counted: {', '.join(counted)}.")
        if divisible:
            self.assumptions.append(f"Divisible at will: {', '.join(divisible)}.")
        self.assumptions.append("No decision is negative.")

    def _bound(self, spot: Spot, items: tuple[int, ...], comparison: Comparison) -> None:
        label = " and ".join(self.cast.items[item].name for item in items)
        self._constrain(Linear.total(items), comparison, _counting(spot), label)

    def _limit(self, limit: BookedLimit) -> None:
        if limit.column == COUNT:
            form = Linear.total(tuple(range(len(self.cast.items))))
            self._constrain(form, limit.comparison, _counting(limit.spot), "total")
            return
        column = self.booking.columns[limit.column]
        unit = limit.spot.unit if dimension(limit.spot.unit) else column.unit
        form = column.total(unit)
        if is_content(limit, column):
            self._content(form, limit, self._label(column))
        else:
            self._constrain(form, limit.comparison, limit.spot, self._label(column))

    def _content(self, form: Linear, limit: BookedLimit, label: str) -> None:
        """A share in the whole: what the items bring of it, against so much of all of them."""
        everything = Linear.total(tuple(range(len(self.cast.items))))
        end = _ENDS[limit.comparison]
        left = self._algebra(form, label)
        right = self._algebra(everything.times(quantity(limit.spot.number)), label, constant=end)
        expression = f"{left} {limit.comparison.value} {right}"
        self._add(f"{label}_{end}", expression, limit.comparison, label, limit.spot.sentence)

    def _constrain(self, left: Linear, comparison: Comparison, spot: Spot, label: str) -> None:
        right = Linear.constant(quantity(spot.number).scaled(spot.scale))
        for number in spot.plus:
            right = right.plus(Linear.constant(quantity(number).scaled(spot.scale)))
        expression = f"{self._algebra(left, label)} {comparison.value} "
        expression += self._algebra(right, label, constant=_ENDS[comparison])
        if spot.strict and all(v.domain is Domain.INTEGER for v in self.variables):
            expression += _STRICT.get(comparison, "")
        self._add(f"{label}_{_ENDS[comparison]}", expression, comparison, label, spot.sentence)

    def _relation(self, relation: Relation) -> None:
        label = " and ".join(self.cast.items[item].name for item in relation.left.items[:3])
        left = self._algebra(relation.left, label)
        right = self._algebra(relation.right, label, constant=_ENDS[relation.comparison])
        if relation.strict and all(v.domain is Domain.INTEGER for v in self.variables):
            right += _STRICT.get(relation.comparison, "")
        expression = f"{left} {relation.comparison.value} {right}"
        name = f"{label}_{relation.kind}"
        self._add(name, expression, relation.comparison, label, relation.sentence)

    def _add(
        self, name: str, expression: str, comparison: Comparison, label: str, sentence: int
    ) -> None:
        self.constraints.append(
            Constraint(
                name=self.names.new(name, component=True),
                expression=expression,
                meaning=f"{label}, {_TOLD[comparison]}",
                sentence=self._quote(sentence),
            )
        )

    # ---------------------------------------------------------------- algebra and words

    def _algebra(self, form: Linear, label: str, constant: str = "amount") -> str:
        parts: list[str] = []
        for term in form.terms:
            minus = term.quantity.factor < 0
            amount = term.quantity.scaled(-1.0) if minus else term.quantity
            item = self.cast.items[term.item].name if term.item is not None else ""
            variable = self.variables[term.item].name if term.item is not None else ""
            text = self._amount(amount, label, item or constant)
            text = " * ".join(part for part in (text, variable) if part) or "1"
            parts.append(f"{'-' if minus else '+'} {text}" if parts else "-" * minus + text)
        return " ".join(parts)

    def _amount(self, amount: Quantity, label: str, what: str) -> str:
        """A parameter for a quantity; empty where the quantity is one."""
        if not amount.numbers:
            return "" if amount.factor == 1.0 else repr(amount.factor)
        for parameter in self.parameters:
            entry = parameter.entries[0]
            same = entry.numbers == tuple(n.id for n in amount.numbers)
            if same and entry.factor == amount.factor:
                return parameter.name
        name = self.names.new(label, what)
        self.parameters.append(
            Parameter(
                name=name,
                entries=(
                    Entry(
                        value=amount.value,
                        numbers=tuple(number.id for number in amount.numbers),
                        factor=amount.factor,
                    ),
                ),
                meaning=f"{label}, {what}",
            )
        )
        return name

    def _label(self, column: Column) -> str:
        """What a column measures, in the text's words."""
        if column.money:
            return column.kind or "money"
        stems = column.nouns or column.words
        spelled: list[str] = []
        for clause in self.clauses:
            for token in clause.sentence.tokens:
                if token.kind is Kind.WORD and token.stem in stems and token.text not in spelled:
                    stems -= {token.stem}
                    spelled.append(token.text)
        return " ".join(spelled[:_LABEL_WORDS]) or column.unit or "amount"

    def _quote(self, sentence: int) -> str:
        clause = next(c for c in self.clauses if c.sentence.index == sentence)
        return clause.sentence.quote


def _counting(spot: Spot) -> Spot:
    """A figure that bounds decisions, in the unit that these are counted in."""
    return replace(spot, scale=spot.scale * spot.worth)
