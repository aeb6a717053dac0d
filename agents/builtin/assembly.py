"""From facts to a Formulation: rates, limits, relations and the goal become algebra."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from optimoot.agents.builtin import lexicon
from optimoot.agents.builtin.clauses import whole
from optimoot.agents.builtin.columns import Column
from optimoot.agents.builtin.facts import (
    Comparison,
    Goal,
    Limit,
    Linear,
    Quantity,
    Relation,
    Term,
)
from optimoot.agents.builtin.interpretation import Interpretation
from optimoot.agents.builtin.labels import goal_label, limit_label, unit_text
from optimoot.agents.builtin.measures import verb_before
from optimoot.agents.builtin.names import Names
from optimoot.agents.builtin.reading import Alternative
from optimoot.agents.builtin.resolution import Resolved, Resolver
from optimoot.agents.team import Question
from optimoot.formulation import (
    Constraint,
    Domain,
    Entry,
    Formulation,
    Objective,
    Parameter,
    Sense,
    Variable,
)
from optimoot.problem import NumberKind

_BOUNDS = {Comparison.AT_LEAST: "minimum", Comparison.AT_MOST: "maximum", Comparison.EQUAL: "exact"}
_LIMITS = {Comparison.AT_LEAST: "needed", Comparison.AT_MOST: "limit", Comparison.EQUAL: "exact"}
_CONSTANTS = {
    Comparison.AT_LEAST: "least",
    Comparison.AT_MOST: "most",
    Comparison.EQUAL: "amount",
}
_STRICTLY = {Comparison.AT_LEAST: " + 1", Comparison.AT_MOST: " - 1"}
_TOLD = {
    Comparison.AT_LEAST: "at least",
    Comparison.AT_MOST: "at most",
    Comparison.EQUAL: "exactly",
}


@dataclass
class Assembly:
    """A Formulation under construction.

    Attributes:
        trouble: What could not be put together, quoting the text; empty if all went well.
        doubts: What was taken for granted.
    """

    reading: Interpretation
    names: Names = field(default_factory=Names)
    parameters: list[Parameter] = field(default_factory=list)
    constraints: list[Constraint] = field(default_factory=list)
    variables: list[Variable] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    used_columns: set[int] = field(default_factory=set)
    goal: Goal | None = None
    goal_form: Linear | None = None
    goal_unit: str = ""
    goal_over: Linear | None = None
    strict: list[int] = field(default_factory=list)
    distances: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.resolver = Resolver(self.reading)

    def build(self) -> Formulation | None:
        """The Formulation, or None with `trouble` set."""
        self._variables()
        self.trouble += [f"{what} was not understood" for what in self.reading.unsettled]
        if not self.reading.goals:
            self.trouble.append("no objective was found")
            return None
        for relation in self.reading.relations:
            self._relation(relation)
        for limit, resolved in zip(self.reading.limits, self.resolver.limits, strict=True):
            self._limit(limit, resolved)
        goal, form = self._goal()
        if form is None:
            return None
        self.goal, self.goal_form = goal, form
        told = (other.magnitude for other in self.reading.goals if other.sense is goal.sense)
        form = _in_magnitude(max(told), form)
        label = goal_label(goal, self.reading.clauses)
        objective = Objective(
            sense=goal.sense,
            expression=self._objective(form, label),
            meaning=label,
            unit=""
            if self.goal_over
            else unit_text(self.goal_unit or goal.measure.unit, self.reading.clauses),
            sentence=self._quote(goal.sentence),
        )
        return Formulation(
            parameters=tuple(self.parameters),
            variables=tuple(self.variables),
            objective=objective,
            constraints=tuple(self.constraints),
            assumptions=tuple(self.assumptions),
        )

    def alternatives(self, formulation: Formulation) -> tuple[Alternative, ...]:
        """Other readings that the words allow, with what would settle them."""
        return (*self._with_equality(formulation), *self._either_way(formulation))

    def _either_way(self, formulation: Formulation) -> tuple[Alternative, ...]:
        """Bounded differences read as distances, whichever side is the larger."""
        if not self.distances:
            return ()
        added = []
        for place in self.distances:
            told = formulation.constraints[place]
            left, _, right = told.expression.partition(" <= ")
            name = self.names.new(told.name, "reversed", component=True)
            added.append(
                told.model_copy(update={"name": name, "expression": f"-({left}) <= {right}"})
            )
        changed = formulation.model_copy(update={"constraints": (*formulation.constraints, *added)})
        question = Question(
            text=(
                'Which may be the larger? Write "the absolute difference" if either, '
                '"may exceed … by at most" if only the first.'
            ),
            quote=formulation.constraints[self.distances[0]].sentence,
        )
        return (Alternative(changed, question),)

    def _with_equality(self, formulation: Formulation) -> tuple[Alternative, ...]:
        """The formulation with equality allowed wherever "more than" was read as excluding it."""
        if not self.strict:
            return ()
        constraints = list(formulation.constraints)
        for place in self.strict:
            expression = constraints[place].expression.removesuffix(" + 1").removesuffix(" - 1")
            constraints[place] = constraints[place].model_copy(update={"expression": expression})
        changed = formulation.model_copy(update={"constraints": tuple(constraints)})
        question = Question(
            text=(
                'May the two sides be equal? Write "at least as many" if they may, '
                '"at least 1 more" if not.'
            ),
            quote=constraints[self.strict[0]].sentence,
        )
        return (Alternative(changed, question),)

    def _quote(self, sentence: int) -> str:
        return self.reading.clauses[sentence].sentence.quote

    # ------------------------------------------------------------------ variables

    def _variables(self) -> None:
        stated = whole.stated(self.reading.clauses)
        divisible: list[str] = []
        counted: list[str] = []
        items = self.reading.cast.items
        by_unit = whole.heads_tell_stuff(self.reading.heads, self.reading.clauses)
        stuff = [
            stated is None
            and (by_unit or whole.is_divisible(self.reading.clauses, self.reading.cast, place))
            for place in range(len(items))
        ]
        for decision in self.reading.activities.decisions:
            item = items[decision.item] if decision.item is not None else None
            continuous = decision.divisible
            if continuous is None or (continuous is False and stated is False):
                alike = item is not None and item.symbol and any(stuff)  # ore A and ore B
                own = decision.item is not None and stuff[decision.item]
                continuous = stated is False or own or alike
            name = f"{item.name if item is not None else ''} {decision.what}".strip()
            (divisible if continuous else counted).append(name)
            self.variables.append(
                Variable(
                    name=self.names.new(name, component=True),
                    domain=Domain.CONTINUOUS if continuous else Domain.INTEGER,
                    unit="dollars" if decision.money else "",
                    meaning=f"how much of {name}" if continuous else f"how many {name}",
                )
            )
        if stated is True:
            self.assumptions.append("Decisions are whole numbers, as the text says.")
        elif counted:
            self.assumptions.append(f"Whole numbers, being counted: {', '.join(counted)}.")
        if divisible:
            self.assumptions.append(f"Divisible at will: {', '.join(divisible)}.")
        if self.reading.boosts:
            self.assumptions.append("What is invested is not taken from the objective.")
        self.assumptions.append("No decision is negative.")

    @property
    def idle(self) -> bool:
        """Whether the words ask for nothing to be done, however idle that is."""
        if self.goal is None or self.goal.sense is not Sense.MINIMIZE:
            return False
        told = all(limit.explicit and not limit.named for limit in self.reading.limits)
        bounds = {limit.comparison for limit in self.reading.limits}
        return told and bounds == {Comparison.AT_MOST} and not self.reading.relations

    @property
    def _all_whole(self) -> bool:
        return all(variable.domain is Domain.INTEGER for variable in self.variables)

    # ------------------------------------------------------------------ constraints

    def _relation(self, relation: Relation) -> None:
        names = [self._called(item) for item in relation.left.items[:3]]
        if relation.kind == "difference":
            self.distances.append(len(self.constraints))
        kind = _BOUNDS[relation.comparison] if relation.kind == "bound" else relation.kind
        self._constrain(
            relation.left,
            relation.comparison,
            relation.right,
            name="_".join([*names, kind]),
            label=" and ".join(names) or kind,
            sentence=relation.sentence,
            strict=relation.strict,
        )

    def _limit(self, limit: Limit, resolved: Resolved | None) -> None:
        if resolved is None:
            self.trouble.append(
                f"what is limited in {self._quote(limit.sentence)!r} was not understood"
            )
            return
        for other in resolved.also:
            self._limit(limit, other)
        if resolved.doubt:
            self.doubts.append(resolved.doubt)
        column = None
        if resolved.column is not None:
            self.used_columns.add(resolved.column)
            column = self.resolver.columns[resolved.column]
            if limit.presumed and self._is_demand(column):
                limit = replace(limit, comparison=Comparison.AT_LEAST)
                self.doubts.append("what there is was taken for what has to be served")
        label = limit_label(limit, column, self.reading.clauses)
        self._constrain(
            resolved.form,
            limit.comparison,
            Linear.constant(limit.amount),
            name=f"{label}_{_LIMITS[limit.comparison]}",
            label=label,
            sentence=limit.sentence,
            strict=limit.strict,
        )

    def _is_demand(self, column: Column) -> bool:
        """Whether what "there is" has to be served: little of it is wanted, and it is acted on."""
        if self.reading.goals[0].sense is not Sense.MINIMIZE:
            return False
        clauses = self.reading.clauses
        verbs = {verb_before(clauses[rate.sentence].sentence.tokens, rate) for rate in column.rates}
        return bool(verbs) and verbs <= lexicon.SERVING

    def _constrain(
        self,
        left: Linear,
        comparison: Comparison,
        right: Linear,
        *,
        name: str,
        label: str,
        sentence: int,
        strict: bool,
    ) -> None:
        bound = self._expression(right, label, constant=_CONSTANTS[comparison])
        if strict and comparison is not Comparison.EQUAL:
            if self._all_whole:
                self.strict.append(len(self.constraints))
                bound += _STRICTLY[comparison]
            else:
                self.doubts.append("a strict inequality was read as one with equality")
        self.constraints.append(
            Constraint(
                name=self.names.new(name, component=True),
                expression=f"{self._expression(left, label)} {comparison.value} {bound}",
                meaning=f"{label}, {_TOLD[comparison]}",
                sentence=self._quote(sentence),
            )
        )

    # ------------------------------------------------------------------ objective

    def _goal(self) -> tuple[Goal, Linear | None]:
        goal = self.reading.goals[0]
        if goal.told and any(other.sense is not goal.sense for other in self.reading.goals):
            self.doubts.append("the text names both a minimum and a maximum")
        for candidate, resolved in zip(self.reading.goals, self.resolver.goals, strict=True):
            if candidate.sense is not goal.sense and goal.told:
                continue
            if resolved is None and (candidate.over is not None or not candidate.linear):
                break  # what it is was told, and not understood
            if resolved is None:
                continue
            if resolved.doubt:
                self.doubts.append(resolved.doubt)
            if not candidate.told:
                self.assumptions.append(f"{resolved.doubt[:1].upper()}{resolved.doubt[1:]}.")
            if resolved.column is not None:
                self.used_columns |= {resolved.column, *resolved.further}
                self.goal_unit = self.resolver.columns[resolved.column].measure.unit
            self.goal_over = resolved.over
            return candidate, resolved.form
        self.trouble.append(
            f"what {self._quote(goal.sentence)!r} wants to optimize was not understood"
        )
        return goal, None

    def _objective(self, form: Linear, label: str) -> str:
        told = self._expression(form, label)
        if self.goal_over is None:
            return told
        return f"({told}) / ({self._expression(self.goal_over, f'{label} per')})"

    # ------------------------------------------------------------------ algebra

    def _expression(self, form: Linear, context: str, *, constant: str = "value") -> str:
        parts: list[str] = []
        for term in form.terms:
            sign = "-" if term.quantity.factor < 0 else "+"
            text = self._term(term, context, constant)
            if parts:
                parts.append(f"{sign} {text}")
            else:
                parts.append(f"-{text}" if sign == "-" else text)
        return " ".join(parts) if parts else "0"

    def _term(self, term: Term, context: str, constant: str) -> str:
        variable = self._activity(term.item) if term.item is not None else ""
        amount = term.quantity.scaled(-1.0 if term.quantity.factor < 0 else 1.0)
        if not amount.numbers:
            factor = _plain(amount.factor)
            if not variable:
                return factor
            return variable if amount.factor == 1.0 else f"{factor} * {variable}"
        item = self._called(term.item) if term.item is not None else ""
        parameter = self._parameter(amount, context, item or constant, per=bool(item))
        told = f"{parameter} * {variable}" if variable else parameter
        if amount.step is None:
            return told
        step = self._parameter(Quantity(1.0, (amount.step,)), context, "step", per=False)
        return f"{told} / {step}"

    def _activity(self, activity: int) -> str:
        """An activity in algebra: its variable, or the product of two."""
        places = self.reading.activities.products[activity]
        return " * ".join(self.variables[place].name for place in places)

    def _called(self, activity: int) -> str:
        return self.reading.activities.name(activity, self.reading.cast)

    def _parameter(self, amount: Quantity, context: str, what: str, *, per: bool) -> str:
        name = self.names.new(context, what)
        self.parameters.append(
            Parameter(
                name=name,
                entries=(
                    Entry(
                        value=replace(amount, step=None).value,
                        numbers=tuple(number.id for number in amount.numbers),
                        factor=amount.factor,
                    ),
                ),
                meaning=f"{context} per unit of {what}" if per else f"{context}, {what}",
            )
        )
        return name


def _plain(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _in_magnitude(magnitude: float, form: Linear) -> Linear:
    """The objective in thousands where it is asked for so, and its figures are told in full."""
    largest = max((abs(term.quantity.value) for term in form.terms), default=0.0)
    in_full = any(number.kind is NumberKind.MONEY for number in form.numbers)
    if largest < magnitude and not in_full:
        return form  # the figures are thousands already
    return form.times(Quantity(1.0 / magnitude)) if magnitude != 1.0 else form
