"""The English that stands around algebra: what it means, and which of it may be passed over."""

from __future__ import annotations

from typing import Final

from optimoot.formulation import Sense

_TAILS: Final = "ize ise izes ises izing ising ized ised".split()
SENSES: Final = {
    "max": Sense.MAXIMIZE,
    "min": Sense.MINIMIZE,
    **{f"maxim{tail}": Sense.MAXIMIZE for tail in _TAILS},
    **{f"minim{tail}": Sense.MINIMIZE for tail in _TAILS},
}  # fmt: skip
HIGH: Final = frozenset("maximum largest greatest highest biggest most maximal max".split())
LOW: Final = frozenset("minimum smallest least lowest cheapest minimal fewest min".split())

RELATIONS: Final = {
    "at least": ">=", "at most": "<=", "no more than": "<=", "no less than": ">=",
    "not more than": "<=", "not less than": ">=", "no fewer than": ">=", "not exceed": "<=",
    "cannot exceed": "<=", "not be more than": "<=", "not be less than": ">=",
    "less than or equal to": "<=", "greater than or equal to": ">=",
    "not be greater than": "<=", "not be smaller than": ">=", "no greater than": "<=",
    "no smaller than": ">=", "no larger than": "<=", "not be larger than": "<=",
    "equals": "==", "equal": "==", "equal to": "==", "not go above": "<=", "not go below": ">=",
    "not fall below": ">=", "no lower than": ">=", "no higher than": "<=", "not above": "<=",
    "not below": ">=", "not be above": "<=", "not be below": ">=", "not drop below": ">=",
    "exactly": "==",
}  # fmt: skip
"""Comparisons in words; they count only right after an expression."""
BEFORE_RELATION: Final = frozenset(
    "is are be must has have to may should can does do will stays stay remains kept".split()
)

CUTS: Final = frozenset(
    "subject for over where with while given provided satisfying under whilst".split()
)
WHOLE: Final = frozenset({"integer", "integers", "whole", "integral", "integer-valued"})
FREE: Final = frozenset({"real", "reals", "free", "unrestricted"})
DIVISIBLE: Final = frozenset({"continuous", "fractional", "fractions", "divisible"})
SIGNED: Final = frozenset({"nonnegative", "non-negative", "nonnegativity", "positive"})
BINARY: Final = frozenset({"binary", "binaries", "zero-one"})
KINDS: Final = WHOLE | FREE | SIGNED | BINARY | DIVISIBLE

MEASURED: Final = frozenset(
    """amount amounts quantity quantities kilograms kilogram kg kilos grams gram tons ton tonnes
    tonne litres litre liters liter hours hour minutes minute days weight mass volume hectares
    acres acre hectare metres meters metre meter kilometres miles feet cm centimetres inches
    money dollars euros pounds share shares fraction fractions proportion percentage area length
    width height radius depth power flow megawatts kilowatts mwh kwh mw gallons barrels ounces
    spent invested level rate output energy units thousands millions hundreds side sides
    distance temperature price dose
    """.split()
)
"""Words by which a variable measures stuff; none of them is negative."""

GRAVE: Final = frozenset(
    """if unless either or otherwise except excluding whenever twice thrice double triple half odd
    even multiple multiples prime distinct different consecutive strictly neither nor
    approximately ignoring instead respectively alternatively ignore unlike former latter dozen
    dozens square squared cube cubed ratio product sum difference quotient
    """.split()
)
"""Words that change what algebra beside them means."""
LIMITING: Final = frozenset(
    """must cannot can't exceed exceeds more less fewer than only limit limited equal equals same
    no not never between both require requires need needs above below before after until within
    without share shares all any alone together forbidden forbids prohibited allowed each every
    must mustn't mutually exclusive whole integer integers integral binary half negative nonzero
    """.split()
)
"""Words by which a sentence without algebra would limit something."""
HENCE: Final = frozenset("hence so therefore thus".split())
"""Words after which algebra says what the words before them come to."""
SPANS: Final = frozenset("hour hours day week month year shift season quarter night".split())
UNIT: Final = frozenset({"per"})
