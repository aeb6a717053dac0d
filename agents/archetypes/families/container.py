"""A vessel of least material or cost for its volume, or of most volume for its material.

Boxes with a square base, boxes whose base is some times as long as wide, and cylinders; with a lid
or open at the top.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.clauses import LENGTH, Figure, find_figures, unit_power
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.remainder import doubt_remainder
from optimoot.agents.archetypes.surroundings import before
from optimoot.formulation import Sense

_VESSEL: Final = re.compile(
    r"\b(?:tanks?|box(?:es)?|crates?|containers?|bins?|troughs?|cisterns?|cans?|tins?|chests?|"
    r"basins?|vats?|silos?|vessels?|cartons?|pools?|hoppers?|cylinders?|drums?|pits?|planters?|"
    r"aquariums?|reservoirs?)\b"
)
_SQUARE: Final = re.compile(
    r"\bsquare (?:base|bottom|floor|cross ?-? ?section)\b|"
    r"\b(?:base|bottom|floor) is (?:a )?square\b"
)
_CYLINDER: Final = re.compile(r"\bcylind\w+\b")
_OPEN: Final = re.compile(
    r"\bopen(?: |-| - )?(?:top(?:ped)?|box|tank|container|at the top|on top|above)\b|"
    r"\b(?:without|no|has no|have no) (?:a )?(?:top|lid|cover|roof)\b|\bwith an open top\b|"
    r"\blidless\b|\btopless\b|\bopen (?:rectangular|cylindrical|storage|square|water)\b"
)
_CLOSED: Final = re.compile(r"\b(?:closed|lid|lids|cover|covered|roof|top)\b")
_OTHER: Final = re.compile(
    r"\b(?:cone|conical|hemisphere|spher\w+|triang\w+|hexagon\w*|corners?|cut out|folded?|"
    r"partition\w*|divid\w+|several|overlap|thick\w*|girth|trapez\w+|prism|half[- ]full|"
    r"waste of|reinforc\w+|edges?|seams?|girders?|frame|paint\w*|inside|outside)\b"
)
_PARTS: Final = {
    "base": re.compile(r"\b(?:base|bottom|floor)\b"),
    "sides": re.compile(r"\b(?:sides?|walls?|lateral|curved)\b"),
    "top": re.compile(r"\b(?:top|lid|cover|roof|ends)\b"),
}
_AT_MOST: Final = re.compile(
    r"\b(?:at most|no more than|not more than|not exceed|up to|no longer than|no (?:wider|taller|"
    r"higher) than|not be (?:\w+er|more) than|maximum of)$"
)
_AT_LEAST: Final = re.compile(
    r"\b(?:at least|no less than|not less than|no (?:shorter|lower) than|minimum of)$"
)
_MEANS: Final = (
    r"\b(?:exactly|at least|at most|up to|no more than|not more than|no less than|not exceed|"
    r"not be more than|no (?:taller|wider|longer|higher|lower|shorter) than) (?:\$ )?[\d.,]+",
    r"\b(?:must|has to|have to|is to|should|needs? to|can|may|allowed?|allows)(?: be| hold| have| "
    r"contain)*\b",
    r"\b(?:without|no) (?:a )?(?:top|lid|cover|roof)\b",
    r"\b(?:least|minimum|lowest|smallest|most|maximum|largest|greatest|min|max)\b"
    r"(?= (?:possible )?(?:\w+ ){0,4}(?:costs?|material|area|surface|volume|capacity|amount))",
    r"\bignor\w+ (?:\w+ )?(?:waste|thickness|overlap)\b|\bonly\b(?= the cost)",
    r"\bclosed\b|\bat most\b(?= \d)|\bequal\b(?= sides?)",
    r"\bas (?:little|cheap|low|much|large|small)\w* (?:\w+ )?as possible\b",
)
_PI: Final = "3.141592653589793"
_SIDES: Final = 4
_EXTENT: Final = {
    "width": re.compile(
        r"\b(?:sides? of the (?:base|square|bottom|floor)|width|wide|base sides?)\b"
    ),
    "height": re.compile(r"\b(?:height|high|depth|deep|tall|taller|higher)\b"),
    "radius": re.compile(r"\bradius\b"),
}


@dataclass
class _Roles:
    """The figures by what they tell; areas with the parts that a price is for."""

    sides: Figure | None = None
    volume: Figure | None = None
    area: Figure | None = None
    prices: dict[str, Figure] = field(default_factory=dict)
    bounds: list[tuple[str, str, Figure]] = field(default_factory=list)
    units: set[str] = field(default_factory=set)


def _fill(case: Case) -> Draft | None:
    text = case.lower
    if case.goal is None or case.problem.tables or _OTHER.search(text) or not _VESSEL.search(text):
        return None
    square, round_ = bool(_SQUARE.search(text)), bool(_CYLINDER.search(text))
    is_open = bool(_OPEN.search(text))
    if square is round_ or (not is_open and not _CLOSED.search(text)):
        return None
    roles = _roles(case)
    if roles is None or (roles.sides is not None and round_) or len(roles.units) != 1:
        return None
    return _template(case, roles, is_round=round_, is_open=is_open)


def _roles(case: Case) -> _Roles | None:
    """Every figure by what it tells; None where one tells nothing that is known."""
    roles = _Roles()
    for figure in find_figures(case):
        if figure.number.text.lower() in ("four", "4") and _PARTS["sides"].match(figure.right):
            roles.sides = figure
            continue
        known = (
            _price(roles, figure, before(case, figure.number))
            if figure.is_money
            else _measure(roles, figure)
        )
        if not known:
            return None
    return roles


def _price(roles: _Roles, figure: Figure, left: str) -> bool:
    """Note the price of an area, and for which parts it is."""
    found = re.search(
        r"\b(?:per|a|each|for each|for every) (?P<unit>.+)|/ ?(?P<by>.+)", figure.right
    )
    unit = unit_power(found.group("unit") or found.group("by")) if found else None
    if unit is None or unit[1] != 2:
        return False
    parts = [name for name, pattern in _PARTS.items() if pattern.search(left)]
    if not parts:
        parts = [name for name, pattern in _PARTS.items() if pattern.search(figure.right)]
    parts = parts or ["all"]
    if set(parts) & roles.prices.keys():
        return False
    roles.prices.update(dict.fromkeys(parts, figure))
    roles.units.add(unit[0])
    return True


def _measure(roles: _Roles, figure: Figure) -> bool:
    """Note a volume, an area of material, or a bound on an extent."""
    unit = unit_power(figure.right)
    if unit is None or not figure.is_plain:
        return False
    roles.units.add(unit[0])
    if unit[1] == 3 and roles.volume is None:
        roles.volume = figure
        return not _AT_MOST.search(figure.left)
    if unit[1] == 2 and roles.area is None:
        roles.area = figure
        return not _AT_LEAST.search(figure.left)
    sign = "<=" if _AT_MOST.search(figure.left) else ">=" if _AT_LEAST.search(figure.left) else ""
    what = [name for name, pattern in _EXTENT.items() if pattern.search(figure.words)]
    if unit[1] != 1 or not sign or len(what) != 1:
        return False
    roles.bounds.append((what[0], sign, figure))
    return True


def _template(case: Case, roles: _Roles, *, is_round: bool, is_open: bool) -> Draft | None:
    draft = Draft(case, "a vessel of a shape")
    width = draft.variable(
        "radius" if is_round else "width", meaning="radius" if is_round else "side of the base"
    )
    wall = draft.variable("wall", meaning=f"height times {width}")
    base = f"{_PI} * {width} * {width}" if is_round else f"{width} * {width}"
    volume = f"{_PI} * {width} * {wall}" if is_round else f"{width} * {wall}"
    around = f"{_PI} * {wall} + {_PI} * {wall}" if is_round else " + ".join([wall] * _SIDES)
    if roles.sides is not None:
        count = draft.given("number_of_sides", (), [((), roles.sides.number)])
        around = f"{count} * {wall}"
    areas = {"base": base, "sides": around, **({} if is_open else {"top": base})}
    if not _bounded(draft, roles, width, wall, is_round=is_round):
        return None
    made = _cost(draft, roles, areas)
    if made is None or not _aim(draft, roles, volume, made):
        return None
    draft.assumptions.append("The top is open." if is_open else "The top is as large as the base.")
    doubt_remainder(draft, _MEANS)
    return draft


def _bounded(draft: Draft, roles: _Roles, width: str, wall: str, *, is_round: bool) -> bool:
    """Bound the height, and the width or the radius; False where another extent is bounded."""
    for place, (what, sign, figure) in enumerate(roles.bounds):
        if what == ("width" if is_round else "radius"):
            return False
        bound = draft.given(f"bound_{place + 1}", (), [((), figure.number)])
        left = f"{wall} {sign} {bound} * {width}" if what == "height" else f"{width} {sign} {bound}"
        draft.constrain(f"{what}_kept", left, line=figure.line)
    return True


def _cost(draft: Draft, roles: _Roles, areas: dict[str, str]) -> str | None:
    """The cost of all parts, or their area where no price is told; None where one lacks a price."""
    if not roles.prices:
        return " + ".join(areas.values())
    priced = areas.keys() if roles.prices.keys() == {"all"} else roles.prices.keys()
    if priced != areas.keys():
        return None
    names: dict[str, str] = {}
    terms = []
    for part, area in areas.items():
        figure = roles.prices.get(part) or roles.prices["all"]
        if figure.number.id not in names:
            names[figure.number.id] = draft.given(f"price_{part}", (), [((), figure.number)])
            draft.covered.add(figure.line)
        terms.append(f"{names[figure.number.id]} * ({area})")
    return " + ".join(terms)


def _aim(draft: Draft, roles: _Roles, volume: str, made: str) -> bool:
    """Set the objective and the figure that holds it back; False where they do not fit."""
    goal = draft.case.goal
    if goal is None:
        return False
    if goal.sense is Sense.MINIMIZE and roles.volume is not None and roles.area is None:
        sign = ">=" if _AT_LEAST.search(roles.volume.left) else "=="
        wanted = draft.given("volume_wanted", (), [((), roles.volume.number)])
        draft.constrain("volume_held", f"{volume} {sign} {wanted}", line=roles.volume.line)
        draft.optimize(Sense.MINIMIZE, made, "cost" if roles.prices else "area of the material")
        return True
    if goal.sense is Sense.MAXIMIZE and roles.area is not None and roles.volume is None:
        if roles.prices:
            return False
        at_hand = draft.given("material_at_hand", (), [((), roles.area.number)])
        draft.constrain("material_kept", f"{made} <= {at_hand}", line=roles.area.line)
        draft.optimize(Sense.MAXIMIZE, volume, "volume")
        return True
    return False


FAMILY: Final = Family(
    name="a vessel of a shape",
    roles={
        "shape": "square base or cylinder; open or closed",
        "volume": "wanted; or the material at hand",
        "prices": "by the area, of all or of each part; optional",
        "bounds": "on the extents; optional",
    },
    fill=_fill,
    means=re.compile(rf"\b{LENGTH} ?\$? ?\^|\b{LENGTH} (?:squared|cubed)\b"),
)
