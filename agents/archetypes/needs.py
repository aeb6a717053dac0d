"""What places have and need, told in sentences, lists or tables: of one good or of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from optimoot.agents.archetypes.arcs import Arcs
from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.frames import Frame, find_frames
from optimoot.agents.archetypes.layout import Form, Line
from optimoot.agents.archetypes.surroundings import after, before, left_over
from optimoot.agents.archetypes.tallies import mention
from optimoot.problem import Number

_HAS: Final = re.compile(
    r"\b(?:suppl\w+|produc\w+|sends?|ships?|has|have|holds?|offers?|availab\w+|output|stocks?|"
    r"surplus|delivers|provides?|origin\w*|yields?|extracts?|pumps?|makes?|can send|can ship)\b"
)
_WANTS: Final = re.compile(
    r"\b(?:needs?|demands?|requir\w+|receives?|orders?|wants?|consum\w+|must get|deficits?|asks?|"
    r"must receive|buys?|takes)\b"
)
_NODE: Final = re.compile(
    r"\b(?:nodes?|vertex|vertices|stations?|points?|junctions?|places?|from|to|and|commodity|good|"
    r"product|shipment|order|flow|cargo|type|class)\s*#?$|^\s*$"
)
_BETWEEN: Final = re.compile(
    r"\bfrom (?:the )?(?:node |place |station )?(.{1,30}?) to (?:the )?(?:node |place |station "
    r")?(.{1,30})"
)


@dataclass
class Needs:
    """What places have and need.

    Attributes:
        supply: By good, what each place has.
        demand: By good, what each place needs.
        naming: Ids of Numbers that name places or goods.
        lines: Indices of the lines that tell it.
    """

    goods: tuple[str, ...] = ("goods",)
    supply: dict[str, dict[str, Number]] = field(default_factory=dict)
    demand: dict[str, dict[str, Number]] = field(default_factory=dict)
    naming: set[str] = field(default_factory=set)
    lines: tuple[int, ...] = ()

    def entries(self, told: dict[str, dict[str, Number]]) -> list[tuple[tuple[str, str], Number]]:
        """Place, good and figure of each."""
        return [
            ((place, good), number)
            for good in self.goods
            for place, number in told.get(good, {}).items()
        ]


def find_needs(case: Case, arcs: Arcs) -> Needs | None:
    """What the places of the links have and need; None where it is not told or not enough."""
    frames = [f for f in find_frames(case) if not set(f.lines) & set(arcs.lines)]
    needs = _sent(case, arcs, frames) or _of_places(case, arcs, frames)
    if needs is None:
        return None
    for good in needs.goods:
        has = sum(number.value for number in needs.supply.get(good, {}).values())
        wants = sum(number.value for number in needs.demand.get(good, {}).values())
        if wants <= 0 or has < wants:
            return None
    return needs


# ---------------------------------------------------------------- from one place to another


def _sent(case: Case, arcs: Arcs, frames: Sequence[Frame]) -> Needs | None:
    """Goods with an origin and a destination each: "8 units from A to D"."""
    told = [entry for frame in frames for entry in _rows(frame, arcs)]
    naming = {key for frame in frames if told for key in frame.naming}
    amounts = {number.id for _, _, number, _ in told}
    naming |= {n.id for frame in frames if told for n in frame.numbers() if n.id not in amounts}
    if not told:
        told = _sentences(case, arcs, naming)
    if not told:
        return None
    goods = tuple(f"good {place}" for place in range(1, len(told) + 1))
    needs = Needs(goods if len(told) > 1 else ("goods",), naming=naming)
    for good, (origin, destination, number, _) in zip(needs.goods, told, strict=True):
        needs.supply[good] = {origin: number}
        needs.demand[good] = {destination: number}
    needs.lines = tuple(dict.fromkeys(line for _, _, _, line in told))
    return needs


def _rows(frame: Frame, arcs: Arcs) -> list[tuple[str, str, Number, int]]:
    """The rows of a table of goods with origin, destination and amount."""
    heads = [head.lower() for head in frame.heads]
    start = [
        i for i, head in enumerate(heads) if re.search(r"\b(?:from|origin|source|start)\b", head)
    ]
    stop = [
        i
        for i, head in enumerate(heads)
        if re.search(r"\b(?:to|destination|sink|end|target)\b", head)
    ]
    rest = [i for i in range(len(heads)) if i not in (*start, *stop)]
    if len(start) != 1 or len(stop) != 1 or len(rest) != 1:
        return []
    places = {place.lower(): place for place in arcs.places}
    found = []
    for row, texts in enumerate(frame.texts):
        origin, destination = (places.get(texts[k].lower()) for k in (start[0], stop[0]))
        number = frame.cells[row][rest[0]]
        if origin is None or destination is None or number is None:
            return []
        found.append((origin, destination, number, frame.lines[row + 1]))
    return found


def _sentences(case: Case, arcs: Arcs, naming: set[str]) -> list[tuple[str, str, Number, int]]:
    found = []
    for line in case.lines:
        if line.form is Form.ROW or line.index in arcs.lines:
            continue
        for clause in _clauses(line):
            match = _BETWEEN.search(clause[2])
            if match is None:
                continue
            one = _first(match.group(1), arcs.places)
            other = _first(match.group(2), arcs.places)
            if one is None or other is None:
                continue
            inside = left_over(case, arcs.numbers)
            inside = [n for n in inside if clause[0] <= n.start < clause[1]]
            names = [n for n in inside if _names_place(case, n, arcs) or _numbers_good(case, n)]
            amounts = [n for n in inside if n not in names]
            written = [n for n in amounts if not n.text.isalpha()]
            amounts = written if len(written) == 1 else amounts
            if len(amounts) != 1:
                return []
            naming.update(n.id for n in names)
            found.append((one, other, amounts[0], line.index))
    return found


def _clauses(line: Line) -> list[tuple[int, int, str]]:
    """The parts of a sentence between semicolons and conjunctions, each with its span."""
    text = line.quote
    cuts = [0, *(m.end() for m in re.finditer(r"[;,]| and (?=\d)", text)), len(text)]
    spans = [(a, b) for a, b in pairwise(cuts) if b > a]
    merged: list[tuple[int, int]] = []
    for a, b in spans:
        if merged and not _BETWEEN.search(text[merged[-1][0] : merged[-1][1]].lower()):
            merged[-1] = (merged[-1][0], b)
        else:
            merged.append((a, b))
    return [(line.start + a, line.start + b, text[a:b]) for a, b in merged]


def _first(text: str, places: Sequence[str]) -> str | None:
    """The place that a text begins with."""
    text = re.sub(r"^(?:the |node |place |station )+", "", text.strip(), flags=re.IGNORECASE)
    fitting = [p for p in places if re.match(rf"{re.escape(p)}(?!\w)", text, re.IGNORECASE)]
    return max(fitting, key=len, default=None)


def _names_place(case: Case, number: Number, arcs: Arcs) -> bool:
    if number.text not in arcs.places:
        return False
    text = case.problem.text[max(0, number.start - 14) : number.start].lower()
    return bool(re.search(r"\b(?:nodes?|from|to|places?|stations?|points?|vertex|and|,)\s*$", text))


def _numbers_good(case: Case, number: Number) -> bool:
    text = case.problem.text[max(0, number.start - 14) : number.start].lower()
    return bool(re.search(r"\b(?:commodity|good|product|shipment|cargo|flow|k)\s*#?$", text))


# ---------------------------------------------------------------- by place


def _of_places(case: Case, arcs: Arcs, frames: Sequence[Frame]) -> Needs | None:
    """One good: what each place has or needs."""
    needs = Needs(supply={"goods": {}}, demand={"goods": {}})
    lines: dict[int, None] = {}
    for frame in frames:
        if not _table(frame, arcs, needs):
            return None
        lines.update(dict.fromkeys(frame.lines))
    taken = arcs.numbers | {n.id for frame in frames for n in frame.numbers()}
    taken |= {key for frame in frames for key in frame.naming}
    taken |= _respective(case, arcs, taken, needs, lines)
    for number in left_over(case, taken):
        if _names_place(case, number, arcs):
            needs.naming.add(number.id)
            continue
        found = _owner(case, number, arcs.places)
        if found is None:
            continue
        place, wants = found
        told = (needs.demand if wants else needs.supply)["goods"]
        if place in told or place in (needs.supply if wants else needs.demand)["goods"]:
            return None
        told[place] = number
        lines.update(
            (line.index, None)
            for line in case.lines
            if line.start <= number.start < line.start + len(line.quote)
        )
    needs.lines = tuple(lines)
    both = needs.supply["goods"] and needs.demand["goods"]
    return needs if both else None


def _respective(
    case: Case, arcs: Arcs, taken: set[str] | frozenset[str], needs: Needs, lines: dict[int, None]
) -> set[str]:
    """Take sentences with as many figures as places before them: "A and B have 30 and 25"."""
    found: set[str] = set()
    for line in case.lines:
        if line.form is Form.ROW or line.index in arcs.lines:
            continue
        inside = left_over(case, taken)
        inside = [n for n in inside if line.start <= n.start < line.start + len(line.quote)]
        inside = [n for n in inside if not _names_place(case, n, arcs)]
        places = [(m.start(), p) for p in arcs.places if (m := mention(p, line.quote))]
        if len(inside) < _SEVERAL or len(inside) != len(places):
            continue
        if max(places)[0] > inside[0].start - line.start:
            continue
        wants, has = _WANTS.search(line.lower), _HAS.search(line.lower)
        if bool(wants) == bool(has):
            continue
        told = (needs.demand if wants else needs.supply)["goods"]
        told.update(zip((p for _, p in sorted(places)), inside, strict=True))
        lines[line.index] = None
        found |= {n.id for n in inside}
    return found


_SEVERAL: Final = 2


def _table(frame: Frame, arcs: Arcs, needs: Needs) -> bool:
    """Take a table of supply and demand by place; False where it is something else."""
    places = {place.lower(): place for place in arcs.places}
    needs.naming |= frame.naming
    for row, label in enumerate(frame.labels):
        place = places.get(label.lower())
        if place is None:
            return False
        for head, number in zip(frame.heads, frame.cells[row], strict=True):
            wants, has = _WANTS.search(head.lower()), _HAS.search(head.lower())
            if number is None:
                continue
            if bool(wants) == bool(has) or number.value < 0:
                return False
            if number.value:
                (needs.demand if wants else needs.supply)["goods"][place] = number
            else:
                needs.naming.add(number.id)
    return True


_COUNTING: Final = re.compile(r"\b(?:to|through|from|of|via|between|in|at|with|over|by|the)\s$")
"""Words before a number that counts places: "to two towns"."""


def _owner(case: Case, number: Number, places: Sequence[str]) -> tuple[str, bool] | None:
    """Whose figure it is and whether it is a need."""
    words = before(case, number)
    if words.endswith("at least ") and not re.search(r"\b(?:need|demand|requir)", words):
        return None
    if number.text.isalpha() and _COUNTING.search(words):
        return None
    told = [(m.start(), place) for place in places if (m := _last(place, words)) is not None]
    verb = words
    if not told:
        follows = after(case, number)
        told = [(m.start(), place) for place in places if (m := mention(place, follows))]
        told = told[:1] if len(told) == 1 else []
        verb = f"{words} {follows}"
    if not told:
        return None
    place = max(told)[1]
    wants = [m.start() for m in _WANTS.finditer(verb)]
    has = [m.start() for m in _HAS.finditer(verb)]
    if not wants and not has:
        return None
    return place, max(wants, default=-1) > max(has, default=-1)


def _last(place: str, words: str) -> re.Match[str] | None:
    found = list(re.finditer(rf"(?<![\w-]){re.escape(place.lower())}(?!\w)", words))
    return found[-1] if found else None
