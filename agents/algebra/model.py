"""What the statements of a text come to: objective, limits, and what is told of each variable."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from optimoot.agents.algebra.terms import NotAlgebra, Terms
from optimoot.agents.algebra.wording import BINARY, DIVISIBLE, FREE, SIGNED, WHOLE
from optimoot.agents.builtin.reading import Alternative, Reading
from optimoot.agents.team import Question
from optimoot.expression import parse
from optimoot.formulation import Constraint, Domain, Formulation, Objective, Sense, Variable
from optimoot.problem import NumberKind, Problem

_TELLING: Final = frozenset({NumberKind.FRACTION, NumberKind.MULTIPLE, NumberKind.COUNT_WORD})


@dataclass
class Facts:
    """What a text tells of one variable.

    Attributes:
        kinds: Domain words.
        bounded: Whether a comparison bounds it from below by figures alone.
        strict: Whether such a comparison excludes equality.
        counted: Whether it is said to be the number of something.
        measured: Whether it is said to be an amount of something.
        defined: Whether an equation says what it stands for.
        meaning: The words that say what it is.
    """

    kinds: set[str] = field(default_factory=set)
    bounded: bool = False
    strict: bool = False
    counted: bool = False
    measured: bool = False
    defined: bool = False
    meaning: str = ""

    @property
    def whole(self) -> bool:
        """Whether words or the rule for counted things make it whole."""
        return bool(self.kinds & WHOLE) or (self.counted and not self.kinds & (FREE | DIVISIBLE))

    @property
    def signed(self) -> bool:
        """Whether words keep it from being negative."""
        return bool(self.kinds & (SIGNED | BINARY))


class Model:
    """Collects what the statements say, and makes the Reading of it."""

    def __init__(self, problem: Problem, terms: Terms) -> None:
        self.problem = problem
        self.terms = terms
        self.sense: Sense | None = None
        self.objective: Objective | None = None
        self.constraints: list[Constraint] = []
        self.facts: dict[str, Facts] = {}
        self.everything: set[str] = set()
        self.titled: set[str] = set()
        self.extra: list[Variable] = []

    def of(self, name: str) -> Facts:
        """The Facts of a variable."""
        return self.facts.setdefault(name, Facts())

    def tell(self, kinds: Collection[str], names: Iterable[str]) -> None:
        """Note domain words of variables."""
        for name in names:
            self.of(name).kinds |= set(kinds)

    def limit(self, expression: str, sentence: str) -> None:
        """Add a constraint."""
        parse(expression)
        name = f"limit_{len(self.constraints) + 1}"
        self.constraints.append(Constraint(name=name, expression=expression, sentence=sentence))

    def aim(self, sense: Sense, expression: str, sentence: str) -> None:
        """Set the objective; raises `NotAlgebra` where there is one."""
        if self.objective is not None:
            raise NotAlgebra(sentence)
        parse(expression)
        self.sense = sense
        self.objective = Objective(sense=sense, expression=expression, sentence=sentence)

    def reading(self) -> Reading:
        """The Reading of all that was told; raises `NotAlgebra`."""
        for facts in self.facts.values():
            facts.kinds |= self.everything
        names = tuple(self.terms.variables)
        if self.objective is None or not names:
            raise NotAlgebra("no objective")
        if not self.constraints and not any(self.of(name).signed for name in names):
            raise NotAlgebra("no limits")
        for name in names:
            facts = self.of(name)
            facts.kinds |= self.everything
            if facts.strict and facts.whole:
                raise NotAlgebra(f"{name} > a figure, and whole")
        if self.titled & (WHOLE | BINARY) and not any(
            self.of(n).whole or self.of(n).kinds & BINARY for n in names
        ):
            raise NotAlgebra("which variables are whole")
        for number in self.problem.numbers:
            if number.kind in _TELLING and number.id not in self.terms.used:
                raise NotAlgebra(number.text)
        unsaid = tuple(name for name in names if self._unsaid(name))
        unsure = tuple(name for name in names if self._unsure(name))
        formulation = self._formulation(names, frozenset(), frozenset())
        others = []
        if unsaid:
            others.append(self._other(names, unsaid, signed=True))
        if unsure:
            others.append(self._other(names, unsure, signed=False))
        return Reading(
            formulation,
            1.0,
            alternatives=tuple(others),
            explained=frozenset(self.terms.used),
            idle=True,
            formal=True,
        )

    def _unsaid(self, name: str) -> bool:
        facts = self.of(name)
        told = facts.bounded or facts.signed or facts.counted or facts.measured or facts.defined
        return not told and not facts.kinds & FREE

    def _unsure(self, name: str) -> bool:
        facts = self.of(name)
        said = facts.whole or facts.kinds & (FREE | DIVISIBLE | BINARY)
        return bool(facts.meaning) and not said and not facts.measured and not facts.defined

    def _other(
        self, names: tuple[str, ...], which: tuple[str, ...], *, signed: bool
    ) -> Alternative:
        chosen = frozenset(which)
        told = ", ".join(which)
        text = f"May {told} be negative?" if signed else f"Do {told} have to be whole numbers?"
        empty: frozenset[str] = frozenset()
        formulation = self._formulation(
            names, chosen if signed else empty, empty if signed else chosen
        )
        return Alternative(formulation, Question(text=text, quote=which[0].rstrip("_")))

    def _formulation(
        self, names: tuple[str, ...], signed: frozenset[str], whole: frozenset[str]
    ) -> Formulation:
        counted = [n for n in names if self.of(n).counted and self.of(n).whole]
        assumptions = ["Variables are continuous where the text doesn't say whole."]
        if counted:
            assumptions.append(f"{', '.join(counted)}: numbers of things, so whole.")
        return Formulation(
            parameters=tuple(self.terms.parameters.values()),
            variables=(*(self._variable(n, signed, whole) for n in names), *self.extra),
            objective=self.objective,
            constraints=tuple(self.constraints),
            assumptions=tuple(assumptions),
        )

    def _variable(self, name: str, signed: frozenset[str], whole: frozenset[str]) -> Variable:
        facts = self.of(name)
        domain = Domain.CONTINUOUS
        if facts.whole or name in whole:
            domain = Domain.INTEGER
        if facts.kinds & BINARY:
            domain = Domain.BINARY
        lower = facts.signed or name in signed
        if (facts.counted or facts.measured) and not facts.kinds & FREE and not facts.bounded:
            lower = True
        return Variable(
            name=name, domain=domain, lower=0.0 if lower else None, meaning=facts.meaning
        )
