"""Reads units from free text ("dollars per hectare") and multiplies, divides and compares them.

Units are compared as they are named: minutes are not hours, because a missing factor of 60 is what
a reader wants to hear about. What is measured (money, time, mass, …) must agree, except for the
period that a plan is made for: 40 hours are comparable with 40 hours per week. What is counted
(cars, vans, loaves) can be added and compared whatever it is, as people do, but something per car
is not something; a general noun ("units", "items") stands for any power of a count. Text that is
not understood is no unit at all and clashes with nothing.

A library of physical units (pint 0.25) was tried: it takes 0.35 s to load, knows no dollars, cakes
or "grams of flour", and holds minutes and hours to be alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_MEASURED_WORDS = """
dollar: dollars usd $ us$ buck bucks
cent: cents ¢
euro: euros eur €
yen: jpy ¥
rupee: rupees inr ₹
second: seconds sec secs s
minute: minutes min mins
hour: hours hr hrs h
day: days
week: weeks wk wks
month: months
quarter: quarters
year: years yr yrs
millimeter: millimeters millimetre millimetres mm
centimeter: centimeters centimetre centimetres cm
meter: meters metre metres m
kilometer: kilometers kilometre kilometres km
mile: miles mi
inch: inches
foot: feet ft
yard: yards yd
milligram: milligrams mg
gram: grams gramme grammes g
kilogram: kilograms kilo kilos kg kgs
ton: tons tonne tonnes t
pound: pounds lb lbs gbp sterling £
ounce: ounces oz
milliliter: milliliters millilitre millilitres ml
liter: liters litre litres l
gallon: gallons gal
barrel: barrels bbl
hectare: hectares ha
acre: acres
calorie: calories cal kilocalorie kilocalories kcal
joule: joules j
watt: watts w
kilowatt: kilowatts kw
megawatt: megawatts mw
gigawatt: gigawatts gw
watthour: watthours wh
kilowatthour: kilowatthours kwh
megawatthour: megawatthours mwh
gigawatthour: gigawatthours gwh
terawatthour: terawatthours twh
kilobit: kilobits kbit
megabit: megabits mbit
gigabit: gigabits gbit
megabyte: megabytes mb
gigabyte: gigabytes gb
terabyte: terabytes tb
"""
_MEASURED = {
    word: line.split(":")[0]
    for line in _MEASURED_WORDS.strip().splitlines()
    for word in line.replace(":", " ").split()
}
_GENERAL = frozenset(
    "unit item piece product good article thing object element count number quantity each one "
    "percent % fraction ratio share proportion dimensionless none scalar binary".split()
)
_MULTIPLES = frozenset("dozen hundred thousand million billion".split())
_IRREGULAR = {
    "loaves": "loaf", "knives": "knife", "shelves": "shelf", "people": "person", "men": "man",
    "women": "woman", "children": "child", "geese": "goose", "mice": "mouse", "potatoes": "potato",
    "tomatoes": "tomato", "leaves": "leaf", "halves": "half", "wolves": "wolf", "calves": "calf",
    "gases": "gas", "buses": "bus", "lenses": "lens", "shoes": "shoe", "pies": "pie",
    "cookies": "cookie", "movies": "movie", "brownies": "brownie",
}  # fmt: skip
_PERIODS = frozenset({"day", "week", "month", "quarter", "year"})
_ARTICLES = frozenset("a an the each every one single".split())
_PER = re.compile(r"\bper\b|\bfor (?:each|every)\b|/|(?<=\w) (?:an?|each|every) (?=\w)")
_TIMES = re.compile(r"\*|·|×|(?<=\w)-(?=\w)")
_COMPOUND = re.compile(
    r"\b(?:(kilo|mega|giga|tera)?watts?|([kmgt]?)w)(?:[- ·*]?hours?|[- ·*]?h(?:rs?)?)\b"
)
_PREFIXES = {"": "", "k": "kilo", "m": "mega", "g": "giga", "t": "tera"}
_DATA_RATE = re.compile(r"\b([KMGTkmgt]?)([bB])ps\b")
_MANY_OF = re.compile(r"\b(dozen|hundred|thousand|million|billion)s? of\b")
_MONEY_FIRST = re.compile(r"(\b(?:usd|eur|gbp)|[$€£]) ?(thousand|million|billion|[km])\b")
_SHORT_BEFORE_MONEY = re.compile(r"\b([km]) ?([$€£])")
_SHORT_MULTIPLES = {"k": "thousand", "m": "million"}
_WHOLE_SPELLINGS = {
    "mph": "miles per hour",
    "kph": "kilometers per hour",
    "kmh": "kilometers per hour",
    "sqm": "square meters",
}
_POWER = re.compile(r"^(.+?)\s*(?:\^|\*\*)?\s*([²³23])$")
_LEADING = {"square": 2, "sq": 2, "cubic": 3, "cu": 3}


@dataclass(frozen=True)
class Unit:
    """A product of powers of named units.

    Attributes:
        measured: Powers of money, time, mass and the like.
        counted: Powers of what is counted, by head noun ("sourdough loaves" are loaves).
        general: Whether a general noun or share took part.
    """

    measured: Mapping[str, int] = field(default_factory=dict)
    counted: Mapping[str, int] = field(default_factory=dict)
    general: bool = False

    def times(self, other: Unit, power: int = 1) -> Unit:
        """This unit times a power of another."""
        return Unit(
            _added(self.measured, other.measured, power),
            _added(self.counted, other.counted, power),
            self.general or other.general,
        )

    def agrees(self, other: Unit) -> bool:
        """Whether amounts in both can be added and compared."""
        if self._amount() != other._amount():
            return False
        if self.general or other.general:
            return True
        return sum(self.counted.values()) == sum(other.counted.values())

    def _amount(self) -> dict[str, int]:
        """What is measured, without the period that it is for."""
        return {n: power for n, power in self.measured.items() if power > 0 or n not in _PERIODS}

    def __str__(self) -> str:
        powers = {**self.measured, **self.counted}
        above = [_spelled(name, n) for name, n in powers.items() if n > 0]
        below = [_spelled(name, -n) for name, n in powers.items() if n < 0]
        top = "·".join(above) or ("unit" if self.general or below else "plain number")
        return f"{top} per {' per '.join(below)}" if below else top


def _added(left: Mapping[str, int], right: Mapping[str, int], power: int) -> dict[str, int]:
    powers = {n: left.get(n, 0) + power * right.get(n, 0) for n in {**left, **right}}
    return {name: n for name, n in powers.items() if n}


def _spelled(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"


PURE = Unit()
"""The unit of a plain number."""


@lru_cache(maxsize=1024)
def read_unit(text: str) -> Unit | None:
    """The unit that a text names; None where it is empty or not understood."""
    plain = _plain_spelling(text)
    if not plain or len(plain) > 80:
        return None
    above, *below = (piece.strip() for piece in _PER.split(plain))
    result = _read_product(above) if above else PURE
    for piece in below:
        divisor = _read_product(piece)
        if result is None or divisor is None:
            return None
        result = result.times(divisor, -1)
    return result


def _plain_spelling(text: str) -> str:
    """The text in small letters, with each unit that has several spellings written in one."""
    plain = " ".join(
        _DATA_RATE.sub(_data_rate, text).lower().replace("per cent", "percent").split()
    )
    plain = re.sub(r"\((?:e?s|ies)\)", "", plain)  # "hour(s)"
    plain = _WHOLE_SPELLINGS.get(plain, re.sub(r"[()]", " ", plain).strip())
    plain = _COMPOUND.sub(lambda m: f"{m[1] or _PREFIXES[m[2] or '']}watthour", plain)
    plain = _MANY_OF.sub(r"\1", plain)
    plain = _MONEY_FIRST.sub(lambda m: f"{_SHORT_MULTIPLES.get(m[2], m[2])} {m[1]}", plain)
    return _SHORT_BEFORE_MONEY.sub(lambda m: f"{_SHORT_MULTIPLES[m[1]]} {m[2]}", plain)


def _data_rate(match: re.Match[str]) -> str:
    """Spell "Mbps" as megabits per second, "MBps" as megabytes: only the case tells them apart."""
    amount = "bit" if match[2] == "b" else "byte"
    return f"{_PREFIXES[match[1].lower()]}{amount} per second"


def _read_product(text: str) -> Unit | None:
    pieces = [piece.strip() for piece in _TIMES.split(text)]
    factors = [_read_factor(piece) for piece in pieces]
    if len(factors) > 1 and not all(f is not None and f.measured for f in factors):
        factors = factors[-1:]  # "machine-hours" are hours; "tonne-kilometers" are a product
    result = PURE
    for factor in factors:
        if factor is None:
            return None
        result = result.times(factor)
    return result


def _read_factor(text: str) -> Unit | None:
    words = [w for w in text.partition(" of ")[0].split() if w not in _ARTICLES or w == text]
    if not words:
        return None
    power = 1
    if words[0] in _LEADING and len(words) > 1:
        power = _LEADING[words.pop(0)]
    elif match := _POWER.match(words[-1]):
        words[-1], power = match[1], int({"²": "2", "³": "3"}.get(match[2], match[2]))
    if any(character.isdigit() for word in words for character in word):
        return None
    head = words[-1]
    noun = _singular(head)
    if head in _GENERAL or noun in _GENERAL:
        return Unit(general=True)
    measured = _MEASURED.get(head) or _MEASURED.get(noun)
    if measured is None and not noun.replace("'", "").isalpha():
        return None
    multiple = [word for word in map(_singular, words[:-1]) if word in _MULTIPLES]
    name = " ".join([*multiple, measured or noun])
    return Unit(measured={name: power}) if measured else Unit(counted={name: power})


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word
