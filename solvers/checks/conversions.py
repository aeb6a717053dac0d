"""Factors between a figure as it is written and a parameter's value, and what speaks for them."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import combinations_with_replacement

_TIME = (
    "second|sec|minute|min|hour|hr|day|week|month|quarter|year|"
    "hourly|daily|weekly|monthly|annual|shift"
)
_LENGTH = "inch|inches|foot|feet|yard|mile|meter|metre|cm|mm|km|m|centimeter|kilometer|ft|in"
_MASS = "ounce|oz|pound|lb|ton|tonne|gram|kilogram|kg|g|mg|milligram|t"
_VOLUME = "liter|litre|l|ml|milliliter|gallon|quart|pint|cup|barrel|ounce|oz"
_AREA = "acre|hectare|ha|square"
_ENERGY = "kwh|mwh|wh|kw|mw|kilowatt|megawatt|watt|calorie|kcal|joule|kj|mj|gj|tj|gwh"
_LARGE = "thousand|k|million|billion|m|mega|giga|kilo"

_TABLE: tuple[tuple[float, str], ...] = (
    (2, "pair|couple|twice|double|pint|quart|biweekly|half"),
    (3, f"triple|trio|yard|quarter|{_LENGTH}"),
    (4, "week|month|quarter|quarterly|gallon|quart"),
    (5, "week|weekday|weekly|workday"),
    (7, "week|weekly|day|daily"),
    (8, f"shift|workday|{_VOLUME}"),
    (10, "mm|cm|cl|hl|hectoliter|hectolitre|liter|litre"),
    (12, "dozen|month|monthly|year|annual|inch|inches|foot|feet"),
    (13, "week|quarter"),
    (16, _MASS),
    (24, "hour|hourly|day|daily"),
    (30, "day|daily|month|monthly"),
    (36, "inch|yard"),
    (52, "week|weekly|year|annual"),
    (60, _TIME),
    (100, f"cent|hundred|{_LENGTH}|{_AREA}|dollar|$|€|£|hectare"),
    (100, "hl|hectoliter|hectolitre|liter|litre"),
    (144, "gross|dozen|square"),
    (365, _TIME),
    (1000, f"{_LENGTH}|{_MASS}|{_VOLUME}|{_ENERGY}|{_LARGE}|grand"),
    (1440, _TIME),
    (2000, _MASS),
    (3600, _TIME),
    (5280, _LENGTH),
    (10_000, _AREA),
    (86_400, _TIME),
    (1e6, f"{_LARGE}|{_MASS}|{_ENERGY}"),
    (1e9, _LARGE),
    (0.45359237, _MASS),
    (28.349523125, _MASS),
    (0.3048, _LENGTH),
    (1.609344, _LENGTH),
    (2.54, _LENGTH),
    (3.785411784, _VOLUME),
    (4.184, _ENERGY),
    (2.204622622, _MASS),
)
"""A factor, and the words of which one must stand in the text for it to mean anything there."""
_UNITS = frozenset(f"{_TIME}|{_LENGTH}|{_MASS}|{_VOLUME}|{_AREA}|{_ENERGY}".split("|")) - frozenset(
    "week|month|quarter|year|weekly|monthly|annual|k|m|g|l|t|in".split("|")
)
"""Words that speak of a conversion only where another unit stands in the text as well."""
SHAPES = re.compile(
    r"\b(?:fenc\w*|perimeter|rectang\w*|triang\w*|circl\w*|circular|cylind\w*|radius|diameter|"
    r"round[- ]?trips?|and\s+back|both\s+ways|twice|doubl\w*|halves|half|quadratic|variance|"
    r"average|mean|pairs?)\b",
    re.IGNORECASE,
)
"""Words of shapes, pairs and ways there and back, which bring factors of 2, 4 and a half."""
_PERCENT = re.compile(r"%|per\s?cent|percentage", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+|[$€£%]")


def is_conversion(factor: float, text: str) -> bool:
    """Whether a factor converts between units, or from per cent, that the text speaks of.

    Its sign is free (what is lost counts negative), its inverse is as good, and two conversions
    may follow one another: weeks to days to hours. One against another is none: with so many
    factors at hand nearly every number would be a ratio of two.
    """
    known = _known(text)
    return any(math.isclose(abs(factor), one, rel_tol=1e-6) for one in known)


def _speaks(words: set[str], names: str) -> bool:
    """Whether a text with these words may mean a conversion: hours alone convert to nothing."""
    told = words & set(names.split("|"))
    alone = {word for word in told if word not in _UNITS and word not in ("dollar", "$", "€", "£")}
    return bool(alone) or len({word.rstrip("s") for word in told}) > 1


@lru_cache(maxsize=16)
def _known(text: str) -> tuple[float, ...]:
    words = {word.casefold() for word in _WORD.findall(text)}
    words |= {word[:-1] for word in words if word.endswith("s")}
    single = [1.0, *(factor for factor, names in _TABLE if _speaks(words, names))]
    chains = {one * other for one, other in combinations_with_replacement(single, 2)}
    found = chains | {1.0 / factor for factor in chains}
    if _PERCENT.search(text):
        found |= {0.01 * factor for factor in found}
    return tuple(sorted(found))
