"""What clauses mean: typed facts, grounded in Numbers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from optimoot.formulation import Sense
from optimoot.problem import Number, NumberKind


class Comparison(StrEnum):
    """How two sides compare."""

    AT_MOST = "<="
    AT_LEAST = ">="
    EQUAL = "=="

    @property
    def flipped(self) -> Comparison:
        """The comparison with its sides exchanged."""
        return {self.AT_MOST: Comparison.AT_LEAST, self.AT_LEAST: Comparison.AT_MOST}.get(
            self, self
        )


@dataclass(frozen=True, slots=True)
class Quantity:
    """A known value: `factor` times the product of the face values of `numbers`.

    Attributes:
        step: The Number that it is told for, by which it is divided: "$5 for every $100 invested".
    """

    factor: float = 1.0
    numbers: tuple[Number, ...] = ()
    step: Number | None = None

    @property
    def value(self) -> float:
        """The value itself."""
        result = self.factor
        for number in self.numbers:
            result *= number.value
        return result / self.step.value if self.step is not None else result

    def times(self, other: Quantity) -> Quantity:
        """The product, grounded in the Numbers of both."""
        step = self.step if self.step is not None else other.step
        return Quantity(self.factor * other.factor, self.numbers + other.numbers, step)

    def scaled(self, factor: float) -> Quantity:
        """The quantity times a plain factor."""
        return replace(self, factor=self.factor * factor)


ONE = Quantity()


def quantity(number: Number) -> Quantity:
    """What a Number stands for: per cent become hundredths."""
    return Quantity(0.01 if number.kind is NumberKind.PERCENT else 1.0, (number,))


@dataclass(frozen=True, slots=True)
class Term:
    """A quantity times an item; a constant where `item` is None."""

    quantity: Quantity
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of terms."""

    terms: tuple[Term, ...] = ()

    @staticmethod
    def of(item: int) -> Linear:
        """One item, once."""
        return Linear((Term(ONE, item),))

    @staticmethod
    def constant(value: Quantity) -> Linear:
        """A constant."""
        return Linear((Term(value),))

    @staticmethod
    def total(items: tuple[int, ...]) -> Linear:
        """The sum of the items."""
        return Linear(tuple(Term(ONE, item) for item in items))

    def plus(self, other: Linear) -> Linear:
        """The sum of two forms."""
        return Linear(self.terms + other.terms)

    def minus(self, other: Linear) -> Linear:
        """The difference of two forms."""
        return self.plus(other.times(Quantity(-1.0)))

    def times(self, factor: Quantity) -> Linear:
        """Every term times a quantity."""
        return Linear(tuple(Term(factor.times(term.quantity), term.item) for term in self.terms))

    def numbers_only(self) -> Linear:
        """The quantities without their items."""
        return Linear(tuple(Term(term.quantity) for term in self.terms))

    @property
    def items(self) -> tuple[int, ...]:
        """The items that occur, in order, each once."""
        return tuple(dict.fromkeys(term.item for term in self.terms if term.item is not None))

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The Numbers that it cites."""
        told = (
            (*term.quantity.numbers, term.quantity.step)
            for term in self.terms
            if term.quantity.numbers or term.quantity.step
        )
        return tuple(number for numbers in told for number in numbers if number is not None)


@dataclass(frozen=True, slots=True)
class Relation:
    """Two linear forms compared.

    Attributes:
        strict: Whether equality is excluded ("more than").
        kind: What sort of statement it was, for names and messages.
        sentence: Index of the sentence.
        doubts: What had to be assumed to read it so.
    """

    left: Linear
    comparison: Comparison
    right: Linear
    sentence: int
    kind: str = "limit"
    strict: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The Numbers that it cites."""
        return self.left.numbers + self.right.numbers


@dataclass(frozen=True, slots=True)
class Measure:
    """What a quantity is a quantity of.

    Attributes:
        unit: Canonical unit or counted noun ("minute", "calori"); empty if none was given.
        words: Stems that tell what it measures, the unit's excluded.
        money: Whether it is an amount of money.
        tail: Those of the words that stand behind the number ("of shaping time"), which name it
            more surely than those before it.
        noun: Those that belong to the noun phrase right behind the number.
    """

    unit: str = ""
    words: frozenset[str] = field(default=frozenset())
    money: bool = False
    tail: frozenset[str] = field(default=frozenset())
    noun: frozenset[str] = field(default=frozenset())

    @property
    def all_words(self) -> frozenset[str]:
        """The words, with the counted noun where the unit is one."""
        noun = self.unit if self.unit not in ("", "$", "unit") else ""
        return self.words | {noun} if noun else self.words


@dataclass(frozen=True, slots=True)
class Rate:
    """So much of a measure for each unit of an item.

    Attributes:
        base: The Number that the quantity was stated for, where that is not one: "100 grams cost".
    """

    item: int
    quantity: Quantity
    measure: Measure
    sentence: int
    base: Number | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound on a measure's total over all items.

    Attributes:
        explicit: Whether a comparison was stated ("at most"), not implied ("has 50 hours").
        total: Whether the sentence speaks of a total.
        counted: Whether it says "the number of" what the measure's unit names.
        presumed: Whether only "has" or "there are" tells that it is a supply, which what has to be
            served could be as well.
        shared: Whether "each" or "both" makes it hold for several measures alike: "each machine is
            available for at most 8 hours".
        handled: Whether what holds or handles no more is told of: "the printer can handle 150".
        named: Whether items are named before it, so that it can hardly mean all of them.
    """

    measure: Measure
    comparison: Comparison
    amount: Quantity
    sentence: int
    strict: bool = False
    explicit: bool = True
    total: bool = False
    counted: bool = False
    shared: bool = False
    named: bool = False
    presumed: bool = False
    handled: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be minimized or maximized.

    Attributes:
        items: Items that the goal names itself ("minimize the number of vans").
        count: Whether the goal is a number of things.
        linear: Whether nothing speaks against its being a sum over the items.
        over: What the measure is divided by, for a goal that is a ratio; one that "per" alone
            makes so ("cost per unit") stays linear where nothing fits it.
        told: Whether the words tell it; what is earned or spent may stand for it otherwise.
        form: The expression to optimize, where it is stated outright ("minimize 5x + 7y").
        magnitude: What one of the goal's units stands for: 1000 for "in thousands of dollars".
    """

    sense: Sense
    measure: Measure
    sentence: int
    items: tuple[int, ...] = ()
    count: bool = False
    linear: bool = True
    form: Linear | None = None
    over: Measure | None = None
    told: bool = True
    magnitude: float = 1.0


Fact = Relation | Rate | Limit | Goal
