"""What is known of one figure before anything is decided: a spot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin.facts import Comparison
from optimoot.agents.builtin.units import is_unit
from optimoot.problem import Number

MONEY: Final = "$"
"""The unit of amounts of money, whatever the currency."""


NEXT_BEST: Final = 0.01
"""Price of an owner that is not right behind its figure: decides ties, and says nothing else."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Items that a figure may be stated for, and how far-fetched that is (0: at once)."""

    items: tuple[int, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A Number and its surroundings.

    Attributes:
        sentence: Index of its sentence.
        place: Index of its token.
        unit: Canonical unit, "$" for money, the stem of a counted noun, or empty.
        after: Stems behind it that tell what it measures.
        before: Stems before it.
        comparison: The comparison that it is the right side of, if one is stated.
        supply: Above 0 where words speak of something available, below 0 of something needed.
        owners: Items that it may be stated for, the most natural first.
        counted: Items that stand right behind it: "at least 40 bags of Espresso".
        single: Whether it is the one in "one kilogram of butter needs …".
        total: Whether its clause speaks of a total.
        tail: Stems further behind it in its statement: "4 units should be received by the *skin*".
        behind: Whether its first owner stands behind it.
        verb: Stem of the verb right before it: "*reaches* 9,000 listeners".
        heads: Whether it is, or follows, a subject of its own: "…, and there are 40".
        parted: Whether it is shared out over all items.
        told: Whether an item is the subject of its statement: "a bus seats 45".
        each: The noun of which each one is bounded, "" for one that is not named; None where the
            words bound no each: "at least 5 hectares of each *crop*".
        scale: What its face value is worth in its unit, for one unit of what it is told for: 0.01
            for cents, 0.001 for what every thousand dollars bring.
        plus: Figures that add to it: the 30 of "must move 400 pupils and 30 adults".
        spread: Whether "for each" leads from it to its item.
        apiece: Whether each of the things takes one of it: "14 drivers (one per van)".
        size: Of the lot that it is told for: 1,000 for what every thousand dollars bring.
        row: Whether it stands in a row of figures, one for each item.
        per: The unit of stuff that it is told for: "$118 per *tonne*"; empty where there is none.
        worth: What its unit is in the unit that the decisions are counted in, where it bounds one.
        lot: Whether it only tells what others are told for, or may be split.
    """

    number: Number
    sentence: int
    place: int
    unit: str = ""
    after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    comparison: Comparison | None = None
    strict: bool = False
    supply: float = 0.0
    owners: tuple[Owner, ...] = ()
    counted: tuple[int, ...] = ()
    single: bool = False
    total: bool = False
    scale: float = 1.0
    told: bool = False
    behind: bool = False
    verb: str = ""
    heads: bool = False
    parted: bool = False
    tail: frozenset[str] = frozenset()
    each: str | None = None
    lot: bool = False
    row: bool = False
    spread: bool = False
    apiece: bool = False
    plus: tuple[Number, ...] = ()
    size: float = 1.0
    per: str = ""
    worth: float = 1.0

    @property
    def words(self) -> frozenset[str]:
        """All stems around it that carry meaning, and its counted noun."""
        noun = frozenset([self.unit]) if self.unit and not is_unit(self.unit) else frozenset()
        return self.after | self.before | noun
