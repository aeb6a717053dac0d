"""Units of measurement: their dimension and size, for comparing and converting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.builtin.text import Token, stem


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: one of it is `size` base units of its dimension."""

    dimension: str
    size: float


_TABLE: Final = """
time: second seconds sec secs 1; minute minutes min mins 60; hour hours hr hrs h 3600;
    day days 86400; week weeks 604800
mass: mg milligram milligrams 0.001; g gram grams gm 1; kg kgs kilogram kilograms kilo kilos 1000;
    ton tons tonne tonnes t 1000000; ounce ounces oz 28.349523125; pound pounds lb lbs 453.59237
volume: ml milliliter milliliters millilitre millilitres 1; cl 10; hl hectoliter hectoliters
    hectolitre hectolitres 100000; l liter liters litre litres 1000;
    cbm 1000000; cbft 28316.846592; cbcm 1; cbinch 16.387064;
    gallon gallons 3785.411784; quart quarts 946.352946; pint pints 473.176473
length: mm 0.001; cm centimeter centimeters 0.01; m meter meters metre metres 1;
    km kilometer kilometers kilometre kilometres 1000; inch inches 0.0254; foot feet ft 0.3048;
    yard yards 0.9144; mile miles 1609.344
area: sqcm 0.0001; sqm 1; sqft 0.09290304; acre acres 4046.8564224; hectare hectares ha 10000;
    sqkm 1000000; sqinch 0.00064516
energy: wh 1; kwh 1000; mwh 1000000; gwh 1000000000; kj kilojoule kilojoules 0.2777777777777778;
    mj megajoule megajoules 277.77777777777777; gj gigajoule gigajoules 277777.77777777775;
    tj terajoule terajoules 277777777.7777778
power: w watt watts 1; kw kilowatt kilowatts 1000; mw megawatt megawatts 1000000
"""


def _units() -> dict[str, tuple[str, Unit]]:
    units = {}
    for raw in _TABLE.replace("\n    ", " ").strip().splitlines():
        dimension, _, rest = raw.partition(":")
        for entry in rest.split(";"):
            *names, size = entry.split()
            for name in names:
                units[name] = (
                    names[-1] if len(names) == 1 else names[0],
                    Unit(dimension, float(size)),
                )
    return units


_UNITS: Final = _units()
_BY_STEM: Final = {stem(name): own for name, (own, _) in _UNITS.items()}
_SQUARES: Final = {
    "ft": "sqft",
    "foot": "sqft",
    "feet": "sqft",
    "m": "sqm",
    "meter": "sqm",
    "meters": "sqm",
    "metre": "sqm",
    "metres": "sqm",
    "inch": "sqinch",
    "inches": "sqinch",
    "km": "sqkm",
    "kilometers": "sqkm",
    "cm": "sqcm",
}

_COMPOUNDS: Final = {
    "w-hour": "wh",
    "watt-hour": "wh",
    "kw-hour": "kwh",
    "kilowatt-hour": "kwh",
    "mw-hour": "mwh",
    "megawatt-hour": "mwh",
}
"""Units joined by a hyphen that have a name of their own; others go by both names."""

_CUBES: Final = {
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), "cbm"),
    **dict.fromkeys(("ft", "foot", "feet"), "cbft"),
    **dict.fromkeys(("cm", "centimeter", "centimeters", "centimetre", "centimetres"), "cbcm"),
    **dict.fromkeys(("inch", "inches"), "cbinch"),
}


def unit_of(tokens: Sequence[Token]) -> tuple[str, int]:
    """The unit at the beginning of a phrase and how many tokens name it; "" and 0 if none does."""
    if not tokens:
        return "", 0
    first = tokens[0].text
    if first == "cubic" and len(tokens) > 1 and tokens[1].text in _CUBES:
        return _CUBES[tokens[1].text], 2
    if first in ("sq", "square") and len(tokens) > 1 and tokens[1].text in _SQUARES:
        return _SQUARES[tokens[1].text], 2
    if first in _UNITS:
        own = _UNITS[first][0]
        if len(tokens) > 1 and tokens[1].joined and tokens[1].text in _UNITS:
            name = f"{own}-{_UNITS[tokens[1].text][0]}"
            return _COMPOUNDS.get(name, name), 2
        return own, 1
    if first in ("unit", "units"):
        return "unit", 1
    return "", 0


def unit_of_stem(word: str) -> str:
    """A unit by the stem of one of its names ("minut"); empty where it is none."""
    return _BY_STEM.get(word, "")


def is_unit(name: str) -> bool:
    """Whether a canonical name is a unit of measurement rather than a counted noun."""
    return name in _UNITS


def dimension(name: str) -> str:
    """What a unit measures ("time", "mass", …); empty for anything else."""
    return _UNITS[name][1].dimension if name in _UNITS else ""


def conversion(source: str, target: str) -> float | None:
    """What one `source` is in `target`, or None where they measure different things."""
    if source == target:
        return 1.0
    if source not in _UNITS or target not in _UNITS:
        return None
    one, other = _UNITS[source][1], _UNITS[target][1]
    return one.size / other.size if one.dimension == other.dimension else None
