"""Sites for those who are to be near one: p-median, p-centre, greatest and full coverage.

The p-median and the p-centre after Hakimi (1964), greatest coverage after Church and ReVelle
(1974), full coverage after Toregas et al. (1971).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.frames import Frame, find_frames
from optimoot.agents.archetypes.remainder import bare_lines, doubt_remainder
from optimoot.agents.archetypes.surroundings import after, before, is_count, left_over
from optimoot.agents.archetypes.tallies import Tally, find_tallies
from optimoot.agents.archetypes.wording import stem
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number

_WEIGHT: Final = re.compile(
    r"\b(?:inhabitants?|population|people|residents?|households?|homes|calls?|demands?|readers?|"
    r"pupils|students|customers|patients|users|weights?|orders?|visitors?|families|loads?|tonnes|"
    r"voters|members|commuters|trips|deliveries|passengers|tourists|employees|workers|shoppers|"
    r"subscribers|children|houses|visits|alarms|requests|volume|tons|parcels|animals|guests)\b"
)
_NO_WEIGHT: Final = re.compile(r"\b(?:costs?|fixed|rent|price|capacit\w+|opening)\b")
_SITE: Final = re.compile(
    r"\b(?:sites?|candidates?|locations?|stations?|depots?|warehouses?|facilit\w+|hubs?|centres?|"
    r"centers?|clinics?|branch\w*|hospitals?|schools?|librar\w+|masts?|towers?|bases?|options?|"
    r"plots?)\b"
)
_SERVED: Final = re.compile(
    r"\b(?:districts?|customers?|quarters?|villages?|towns?|zones?|neighbou?rhoods?|areas?|"
    r"regions?|cit(?:y|ies)|demand|blocks?|boroughs?|parish\w*|suburbs?|communit\w+|clients?|"
    r"shops?|farms?|wards?|hamlets?|settlements?|stores?|islands?|valleys?|streets?|buildings?|"
    r"offices?|camps?|houses?|patients?|estates?)\b"
)
_WORST: Final = re.compile(
    r"\b(?:longest|largest|greatest|maximum|worst|farthest|furthest|remotest|slowest|biggest|"
    r"highest|maximal)\b.{0,120}\b(?:as (?:short|small|low|near|close|quick|little) as possible|"
    r"minimi[sz]\w*|smallest|shortest|least)\b|\bminimi[sz]\w*\b.{0,60}\b(?:longest|largest|"
    r"greatest|"
    r"maximum|worst|farthest|furthest|maximal|highest)\b|\b(?:smallest|shortest|least)\b.{0,30}\b"
    r"(?:longest|largest|greatest|maximum|worst)\b"
)
_SUM: Final = re.compile(
    r"\b(?:total|sum|weighted|altogether|overall|all)\b.{0,200}\b(?:distances?|times?|travel\w*|"
    r"kilomet\w+|km|minutes|ways?|miles|costs?)\b|\b(?:distances?|travel\w*|ways?|minutes|"
    r"times?)\b.{0,100}\b(?:"
    r"total|sum|weighted|altogether|overall|all)\b"
)
_SMALL: Final = re.compile(
    r"\bas (?:short|small|low|little) as possible\b|\bminimi[sz]\w*\b|"
    r"\b(?:smallest|shortest|least|lowest|minimum|minimal)\b"
)
_COVERED: Final = re.compile(r"\b(?:cover\w*|reach\w*|within|served)\b")
_MANY: Final = re.compile(
    r"\bmaximi[sz]\w*\b|\bas many\b|\b(?:most|greatest|largest|highest|maximum|maximal)\b"
)
_FEW: Final = re.compile(
    r"\b(?:fewest|as few|(?:smallest|least|minimum|minimal|lowest) (?:possible )?number)\b|"
    r"\bhow many\b.{0,200}\bat least\b|\bminimi[sz]\w* the number\b|\bhow few\b"
)
_RADIUS: Final = re.compile(
    r"\b(?:within|at most|no more than|up to|not more than|radius(?: of)?|maximum(?: of)?|or less|"
    r"exceed|farther than|further than|longer than|more than) ?(?:a )?(?:radius of )?$"
)
_UNIT: Final = re.compile(
    r"^(?:km|kms|kilomet\w+|miles?|min|minutes?|mins|m|met(?:re|er)s?|hours?|h|minute|mile)\b"
)
_OTHER: Final = re.compile(
    r"\b(?:budget|capacit\w+|fixed|rent|tours?|round trip|routes?|vehicles?|trucks?|profits?|"
    r"revenue|opening costs?|demand must|already|existing|backup|"
    r"needs? (?:two|three|four|\d)|flow|ship\w*|supply|supplies|second nearest|conflict\w*)\b"
)
_NUMBER: Final = r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten)"
_UNITS: Final = r"(?:km|kilomet\w+|miles?|min|minutes?|mins|m|met(?:re|er)s?|hours?|h|minute|mile)"
_MEANS: Final = (
    rf"\b(?:each|every|all|any|a|the|an)?(?: \w+){{0,3}}? (?:is|are|counts?(?: as)?|be|being)?(?: "
    rf"then)?"
    r" ?(?:considered |regarded as |deemed )?(?:to be )?"
    rf"(?:covered|reached|served) (?:only )?(?:if|when|once|provided)(?: that)?(?: (?:there is|it "
    rf"has|it is|it lies))?"
    rf"(?: (?:\w+ ){{0,7}}?)(?:within|at most|no more than|not more than|{_NUMBER})(?: "
    rf"{_NUMBER})?(?: {_UNITS})?"
    rf"(?: or less| away| of it)?",
    r"\b(?:if|when) (?:the |its |an? |it )?(?:\w+ ){0,6}?(?:within|at most|no more than|not more "
    r"than)\b",
    rf"\bwithin (?:a radius of )?{_NUMBER} {_UNITS}",
    rf"\b(?:at most|no more than|not more than|no farther than|up to|exactly|only|just|maximum "
    rf"of) {_NUMBER}\b",
    rf"\b{_NUMBER} {_UNITS} (?:or less|at most|at the most)\b",
    r"\b(?:each|every|all)(?: \w+){1,3} (?:must|has to|have to|needs? to|should|shall) (?:all )?be "
    r"(?:covered|reached|served|within|in reach)\b",
    rf"\b{_NUMBER}(?: \w+){{0,3}} (?:must|have to|need to|should|shall|are to) be "
    r"(?:opened|built|set up|chosen|located|placed)\b",
    r"\b(?:each|every|all)(?: \w+){1,3} (?:must|has to|have to|needs? to|should|shall) "
    r"(?:have|be|lie) (?:at least one |an? |one )?",
    r"\bat least one\b",
    r"(?<!at )\b(?:longest|largest|greatest|maximum|worst|farthest|furthest|biggest|maximal|"
    r"minimum|most|"
    r"least|"
    r"highest|lowest)(?= (?:\w+ ){0,3}?(?:distances?|way|time|times|drive|journey|number|travel|"
    r"response|people|population|inhabitants|households|coverage|total|share|possible|walk|trip|"
    r"sum|\w+s are|of))",
    r"\bfor (?:the )?most\b",
    r"(?<!at )\bmost\b(?= \w+s?\b)",
    r"\bbetween (?:\w+ ){0,4}(?:places|villages|towns|sites|them|two|each|every|all|the|these)\b",
    r"\bsame (?:distance |time )?in (?:both|either) (?:directions?|ways?)\b",
    r"\b(?:one|any|two|three|four|all) of (?:them|these)\b",
    r"\b(?:can|could|may|will|wants to|allowed to)+ "
    r"?(?:only )?(?:be )?"
    r"(?:open\w*|buil[dt]|set up|afford\w*|chosen|choose|place\w*|locate\w*|stationed|pick\w*)\b",
    r"\b(?:from|by|to|at|uses|goes to|go to) (?:the|its|their) (?:nearest|closest)\b",
    r"\bas \w+ as possible\b",
    r"\bat (?:the )?(?:least|most)\b(?= ?\?| ?$)",
)
_MOST: Final = 40


class _Aim(Enum):
    MEDIAN = auto()
    CENTRE = auto()
    COVER = auto()
    ALL = auto()


@dataclass(frozen=True)
class _Ways:
    """Distances from those who are served to the places of sites."""

    served: tuple[str, ...]
    sites: tuple[str, ...]
    figures: dict[tuple[str, str], Number]
    frame: Frame
    weight: Tally | None


def _fill(case: Case) -> Draft | None:
    if case.problem.tables or _OTHER.search(case.lower):
        return None
    found = _aim(case)
    ways = _ways(case) if found is not None else None
    if found is None or ways is None:
        return None
    aim, line = found
    taken = {n.id for n in ways.frame.numbers()} | ways.frame.naming
    taken |= {n.id for n in ways.weight.numbers} if ways.weight else set()
    left = left_over(case, taken)
    radii = [n for n in left if _UNIT.match(after(case, n))]
    radii += [
        n
        for n in left
        if n not in radii and _RADIUS.search(before(case, n)) and "radius" in before(case, n)
    ]
    counts = [n for n in left if n not in radii and _is_count(case, n)]
    wanted = [n for n in counts if n.value < len(ways.sites)]
    if len(radii) + len(counts) != len(left):
        return None
    needs_radius = aim in (_Aim.COVER, _Aim.ALL)
    if len({n.value for n in radii}) != needs_radius:
        return None
    sizes = {len(ways.sites), len(ways.served)}
    number = _one_value([n for n in wanted if n.value not in sizes or len(wanted) == 1])
    if (number is None) != (aim is _Aim.ALL):
        return None
    draft = _template(case, ways, aim, number, radii[0] if radii else None, line)
    for other in (*radii[1:], *counts):
        same = number is not None and other.value == number.value
        if other.id not in draft.used and (other in radii or same or other.value in sizes):
            draft.explained[other.id] = "is told again or counts what is listed"
    draft.explain(dict.fromkeys(ways.frame.naming, "names a place"))
    names = tuple(dict.fromkeys((*ways.served, *ways.sites)))
    lines = [*ways.frame.lines, *(ways.weight.lines if ways.weight else ())]
    data = bare_lines(draft, lines, names)
    doubt_remainder(
        draft, _MEANS, names, data=(*ways.frame.lines, *data), groups=(ways.served, ways.sites)
    )
    return draft


def _is_count(case: Case, number: Number) -> bool:
    return number.value >= 1 and is_count(case, number, int(number.value))


def _one_value(numbers: Sequence[Number]) -> Number | None:
    return numbers[0] if len({n.value for n in numbers}) == 1 else None


def _aim(case: Case) -> tuple[_Aim, int] | None:
    """What is wanted and the line that says so; None where several things are."""
    found = []
    for line in case.lines:
        text = line.lower
        if _WORST.search(text):
            found.append((_Aim.CENTRE, line.index))
        elif _FEW.search(text):
            found.append((_Aim.ALL, line.index))
        elif _MANY.search(text) and _COVERED.search(text) and not _SMALL.search(text):
            found.append((_Aim.COVER, line.index))
        elif _SMALL.search(text) and _SUM.search(text):
            found.append((_Aim.MEDIAN, line.index))
    return found[0] if len({aim for aim, _ in found}) == 1 else None


def _ways(case: Case) -> _Ways | None:
    frames = find_frames(case)
    grids = [frame for frame in frames if len(frame.labels) > 1 and len(frame.heads) > 1]
    grids = [frame for frame in grids if _sites_of(frame)]
    if len(grids) != 1 or len(set(grids[0].labels)) != len(grids[0].labels):
        return None
    frame = grids[0]
    columns = _sites_of(frame)
    heads = tuple(frame.heads[i] for i in columns)
    if any(row[i] is None for row in frame.cells for i in columns) and not frame.is_between_places:
        return None
    others = [other for other in frames if other is not frame]
    own = frozenset(n.id for row in frame.cells for i in columns if (n := row[i]) is not None)
    weights = _weights(case, frame.labels, [*others, frame], own)
    beside = [] if frame.is_between_places else _weights(case, heads, others, own)
    rows_served = frame.is_between_places or _rows_are_served(frame, heads)
    if rows_served is None:
        rows_served = _told_served(case, frame, heads)
    if rows_served is None:
        rows_served = None if bool(weights) == bool(beside) else bool(weights)
    if rows_served is None or len(weights if rows_served else beside) > 1:
        return None
    told = weights if rows_served else beside
    served, sites = (frame.labels, heads) if rows_served else (heads, frame.labels)
    if max(len(served), len(sites)) > _MOST:
        return None
    figures = {}
    for label, row in zip(frame.labels, frame.cells, strict=True):
        for i, head in zip(columns, heads, strict=True):
            number = row[i]
            if number is not None:
                figures[(label, head) if rows_served else (head, label)] = number
    return _Ways(served, sites, figures, frame, told[0] if told else None)


def _sites_of(frame: Frame) -> list[int]:
    """The columns of distances: those without a head that tells a weight."""
    return [i for i, head in enumerate(frame.heads) if not _is_weight(head)]


def _is_weight(head: str) -> bool:
    return bool(_WEIGHT.search(head.lower()) or _NO_WEIGHT.search(head.lower()))


def _weights(
    case: Case, names: Sequence[str], frames: Sequence[Frame], own: frozenset[str]
) -> list[Tally]:
    return [
        tally
        for tally in find_tallies(case, names, frames, own)
        if _WEIGHT.search(tally.words) and not _NO_WEIGHT.search(tally.words)
    ]


def _rows_are_served(frame: Frame, heads: Sequence[str]) -> bool | None:
    """Whether the rows are those who are served, from the nouns of the table; None: unclear."""
    corner = frame.corner
    above = " ".join(heads).lower()
    beside = " ".join(frame.labels).lower()
    if _SITE.search(above) or (_SERVED.search(corner) and not _SITE.search(corner)):
        return True
    if _SITE.search(beside) or (_SITE.search(corner) and not _SERVED.search(corner)):
        return False
    return None


def _told_served(case: Case, frame: Frame, heads: Sequence[str]) -> bool | None:
    """Whether the rows are those of whom the text says that each is reached; None: neither."""
    nouns = {stem(word) for word in _EACH.findall(case.lower)}
    down = {stem(word) for word in re.findall(r"[a-z]+", frame.corner)}
    first = {stem(word) for word in re.findall(r"[a-z]+", frame.labels[0].lower())}
    above = {stem(word) for word in re.findall(r"[a-z]+", heads[0].lower())}
    rows, columns = bool(nouns & (down | first)), bool(nouns & above)
    return None if rows == columns else rows


_EACH: Final = re.compile(r"\b(?:each|every|any|all|all the) ([a-z]+)")


def _template(
    case: Case,
    ways: _Ways,
    aim: _Aim,
    number: Number | None,
    radius: Number | None,
    line: int,
) -> Draft:
    draft = Draft(case, "sites near everyone")
    draft.covered.update({*ways.frame.lines, *(ways.weight.lines if ways.weight else ())})
    served = draft.set_with("served", ways.served, "who is to be near a site")
    sites = draft.set_with("sites", ways.sites, "where a site may be")
    distance = draft.given("distance", (served, sites), list(ways.figures.items()), default=0.0)
    chosen = draft.variable("chosen", (sites,), Domain.BINARY, meaning="1 if it is a site")
    if number is not None:
        count = draft.given("count", (), [((), number)])
        draft.constrain("sites_chosen", f"sum({chosen}[j] for j in {sites}) <= {count}")
    weight = ""
    if ways.weight is not None:
        told = zip(ways.weight.names, ways.weight.numbers, strict=True)
        weight = draft.given("weight", (served,), [((n,), v) for n, v in told]) + "[i] * "
    if radius is not None:
        near = draft.given("near", (), [((), radius)])
        within = f"sum({chosen}[j] for j in {sites} if {distance}[i, j] <= {near})"
        if aim is _Aim.ALL:
            draft.constrain("each_covered", f"{within} >= 1", f"i in {served}", line=line)
            draft.optimize(Sense.MINIMIZE, f"sum({chosen}[j] for j in {sites})", "number of sites")
            return draft
        reached = draft.variable("reached", (served,), Domain.BINARY, meaning="1 if covered")
        draft.constrain("covered", f"{reached}[i] <= {within}", f"i in {served}", line=line)
        draft.optimize(Sense.MAXIMIZE, f"sum({weight}{reached}[i] for i in {served})", "coverage")
        return draft
    goes = draft.variable("goes", (served, sites), Domain.BINARY, meaning="1 if it uses the site")
    draft.constrain(
        "each_uses_a_site", f"sum({goes}[i, j] for j in {sites}) == 1", f"i in {served}"
    )
    draft.constrain("only_sites", f"{goes}[i, j] <= {chosen}[j]", f"i in {served}, j in {sites}")
    way = f"sum({distance}[i, j] * {goes}[i, j] for j in {sites})"
    if aim is _Aim.CENTRE:
        longest = draft.variable("longest", meaning="the longest way to the nearest site")
        draft.constrain("longest_way", f"{way} <= {longest}", f"i in {served}", line=line)
        draft.optimize(Sense.MINIMIZE, longest, "longest way")
    else:
        each = f"{weight}{distance}[i, j] * {goes}[i, j]"
        total = f"sum({each} for i in {served} for j in {sites})"
        draft.optimize(Sense.MINIMIZE, total, "sum of the ways")
    return draft


FAMILY: Final = Family(
    name="sites near everyone",
    roles={
        "distance": "served × sites",
        "weight": "of each who is served, or none",
        "count": "how many sites",
        "radius": "how far is near, for coverage",
    },
    fill=_fill,
    means=re.compile(r"\b(?:cover|reach|within|served)"),
)
