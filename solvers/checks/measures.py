"""What a figure measures: money, time, mass, …, by the words beside it and by declared units.

Amounts are compared by kind only (hours are time as minutes are), and a reading is left open
wherever people write loosely: a rate may be given without what it is per ("costs 3 dollars", of a
litre), days and weeks may be counted rather than measured, and lengths, areas and volumes come
from one another, so that they count as one kind that is not multiplied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from optimoot.formulation import Parameter, Variable
from optimoot.problem import Number, NumberKind, Problem

_KINDS = {
    "money": "dollar dollars usd cent cents euro euros eur yen rupee rupees $ € £ ¥ ₹",
    "time": "second seconds sec minute minutes min mins hour hours hr hrs day days week weeks "
    "month months quarter quarters year years manhour manhours workday workdays",
    "mass": "milligram milligrams mg gram grams g kilogram kilograms kilo kilos kg kgs ton tons "
    "tonne tonnes lb lbs",
    "volume": "liter liters litre litres ml milliliter milliliters gallon gallons quart quarts "
    "pint pints cup cups barrel barrels bbl",
    "extent": "meter meters metre metres cm centimeter centimeters centimetre km kilometer "
    "kilometers kilometre kilometres mile miles inch inches foot feet ft yard yards acre acres "
    "hectare hectares ha sqft sqm",
    "energy": "kwh mwh wh gwh kw mw kilowatt kilowatts megawatt megawatts watt watts calorie "
    "calories kcal joule joules kj mj",
    "data": "megabyte megabytes gigabyte gigabytes terabyte terabytes mb gb tb",
}
_KIND_OF = {word: kind for kind, names in _KINDS.items() for word in names.split()}
_PERIODS = frozenset(
    "day days week weeks month months quarter quarters year years workday workdays".split()
)
_WORD = re.compile(r"[\s-]*([^\W\d_]+|[$€£¥₹])")
_PER = re.compile(r"\s*(?:/|\b(?:per|an?|each|every)\b)\s*([^\W\d_]+)", re.IGNORECASE)
_DECLARED_PER = re.compile(r"\bper\b|/|\bfor each\b|(?<=\w)\s+(?:an?|each|every)\s+")
_STOPS = frozenset(
    "of per for and to in at on or is are the a an each every from with by than as if".split()
)
_NOUNS = 3
"""How many words after a figure may come before its unit: "5 oven preparation hours"."""


@dataclass(frozen=True)
class Measure:
    """A product of powers of kinds.

    Attributes:
        powers: Kind and power, without zeros.
    """

    powers: Mapping[str, int] = field(default_factory=dict)

    def times(self, other: Measure, power: int = 1) -> Measure:
        """This times a power of another."""
        names = {**self.powers, **other.powers}
        total = {n: self.powers.get(n, 0) + power * other.powers.get(n, 0) for n in names}
        return Measure({name: power for name, power in total.items() if power})

    def __hash__(self) -> int:
        return hash(frozenset(self.powers.items()))

    def __str__(self) -> str:
        above = [_powered(name, p) for name, p in self.powers.items() if p > 0]
        below = [_powered(name, -p) for name, p in self.powers.items() if p < 0]
        told = " times ".join(above) or "a plain number"
        return f"{told} per {' and '.join(below)}" if below else told


def _powered(name: str, power: int) -> str:
    return name if power == 1 else f"{name} to the power of {power}"


PURE = Measure()
Readings = frozenset[Measure]
"""What an amount may measure; it agrees with another where one of these is the same."""


def of_parameter(parameter: Parameter, problem: Problem | None) -> Readings | None:
    """What a parameter's values may measure; None where nothing tells."""
    return declared(parameter.unit) or (stated(parameter, problem) if problem else None)


def of_variable(variable: Variable) -> Readings | None:
    """What a decision may measure: what it is declared in, or a plain count."""
    known = declared(variable.unit)
    return None if known is None else known | {PURE}


def stated(parameter: Parameter, problem: Problem) -> Readings | None:
    """What the words beside the cited figures make of a parameter; None unless they agree."""
    found: set[Readings | None] = set()
    for entry in parameter.entries:
        numbers = [problem.number(number_id) for number_id in entry.numbers]
        if not numbers and entry.value in (0.0, 1.0):
            continue
        only = numbers[0] if len(numbers) == 1 else None
        found.add(None if only is None else beside(only, problem.text))
    return found.pop() if len(found) == 1 else None


def beside(number: Number, text: str) -> Readings | None:
    """What a Number measures by its own form and the words right after it."""
    if number.kind in (NumberKind.PERCENT, NumberKind.MULTIPLE, NumberKind.ORDINAL):
        return None
    place = number.end
    if number.kind is NumberKind.MONEY:
        return _readings("money", "", _per(text, place))
    for _ in range(_NOUNS):
        found = _WORD.match(text, place, place + 32)
        if found is None or found[1].casefold() in _STOPS:
            return None
        place = found.end()
        word = found[1].casefold()
        if word in _KIND_OF:
            return _readings(_KIND_OF[word], word, _per(text, place))
    return None


def _per(text: str, place: int) -> str:
    """The kind that a figure's unit is per; empty if none."""
    found = _PER.match(text, place, place + 32)
    return _KIND_OF.get(found[1].casefold(), "") if found else ""


@lru_cache(maxsize=1024)
def declared(unit: str) -> Readings | None:
    """What a declared unit may measure; None where it is empty, counted or not understood."""
    above, *below = _DECLARED_PER.split(unit.casefold())
    if re.search(r"[*·×]|\d|²|³|square|cubic", above):
        return None
    known = [word for word in re.findall(r"[^\W\d_]+|[$€£¥₹]", above) if word in _KIND_OF]
    if len(known) != 1:
        return None
    lower = [w for part in below for w in re.findall(r"[^\W\d_]+", part) if w in _KIND_OF]
    if len(lower) > 1:
        return frozenset({Measure({_KIND_OF[known[0]]: 1})})
    return _readings(_KIND_OF[known[0]], known[0], _KIND_OF[lower[0]] if lower else "")


def _readings(kind: str, word: str, per: str) -> Readings:
    whole = Measure({kind: 1})
    found = {whole}
    if word in _PERIODS:
        found.add(PURE)
    if per:
        found.add(whole.times(Measure({per: 1}), -1))
    return frozenset(found)


def kinds_of(readings: Readings) -> frozenset[str]:
    """The kinds that stand above the line in any reading."""
    return frozenset(k for one in readings for k, power in one.powers.items() if power > 0)
