"""Capacitated vehicle routing: rounds from a depot that serve all customers.

Two-index flow with loads after Miller, Tucker and Zemlin (1960), as in Kulkarni and Bhave (1985).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.frames import Frame, find_frames
from optimoot.agents.archetypes.remainder import bare_lines, doubt_remainder, explain_sizes
from optimoot.agents.archetypes.surroundings import after, before, is_count, left_over
from optimoot.agents.archetypes.tallies import Tally, find_tallies, naming_in_text
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number

_VEHICLES: Final = (
    r"(?:vehicles?|trucks?|vans?|lorr(?:y|ies)|riders?|couriers?|drivers?|boats?|ships?|barges?|"
    r"bikes?|bicycles?|motorbikes?|buses|bus|cars?|drones?|carts?|tankers?|planes?|helicopters?|"
    r"tractors?|trailers?|trains?|minibuses|robots?|carriers?|mules?|sledges?)"
)
_DEPOT: Final = (
    r"(?:depot|base|warehouse|garage|hub|terminal|headquarters|home|station|plant|factory|bakery|"
    r"dairy|brewery|laundry|kitchen|store|port|harbour|harbor|centre|center|yard|farm)"
)
_ROUTING: Final = re.compile(
    r"\broutes?\b|\brounds?\b|\btours?\b|\brouting\b|\btrips?\b|\breturn\w*\b|\bcomes? back\b|"
    r"\bcoming back\b|\bgoes back\b|\bback (?:to|at)\b"
)
_SHORT: Final = re.compile(
    r"\b(?:shortest|least|smallest|minimum|minimal|minimi[sz]\w*|quickest|cheapest|lowest|fewest|"
    r"as (?:short|small|low|little|few|cheap) (?:\w+ )?as possible)\b"
)
_LENGTH: Final = re.compile(
    r"\b(?:distances?|lengths?|mileage|miles|kilomet\w+|km|times?|minutes|hours|costs?|driv\w+|"
    r"travel\w*|way)\b"
)
_OTHER_GOAL: Final = re.compile(r"\b(?:longest|latest|fewest vehicles|number of vehicles|profit)\b")
_DEMAND: Final = re.compile(
    r"\b(?:demands?|orders?|ordered|loads?|needs?|requires?|requirements?|deliver\w*|weighs?|"
    r"weights?|wants?|quantit\w+|amounts?|crates|boxes|pallets|kg|tonnes|tons|units|litres|"
    r"liters|sends?|gets?|receives?|collect\w*|parcels|waits?|waiting|holds?|has|have|passengers|"
    r"pupils|children|people|bags|barrels|packages|cases|bins|kegs)\b"
)
_NOT_DEMAND: Final = re.compile(
    r"\b(?:windows?|earliest|latest|service times?|unloading|opens|closes|priority|profit|prize|"
    r"revenue|price)\b"
)
_ROOM: Final = re.compile(
    r"\b(?:capacit\w+|carr\w+|holds?|loads?|loaded|most|up to|room|takes?|fits?|maximum|space|"
    r"payload|limit|exceed|than|transports?|seats?|accommodates?)\b"
)
_MOST: Final = 12
"""Customers beyond which the model is too large to be solved in seconds."""
_MEANS: Final = (
    r"\b(?:serves?|visits?|supplies|calls at) (?:each|every|all) \w+ (?:exactly )?once\b",
    r"\bminimum ?-? ?(?:cost|distance|length|time)\b",
    r"\b(?:is|are|may|can|must) never (?:be )?(?:split|divided|shared)(?: (?:between|among|over) "
    r"\w+)?\b",
    r"\bwithout (?:overloading|exceeding)[^.;,]{0,40}",
    rf"\b(?:each|every|all|any|no|the|both|a|an|its|their)\b (?:of the )?(?:\w+ )?{_VEHICLES}\b",
    r"\b(?:must|has to|have to|needs? to|should|shall|is to|are to|may|can|will)?\s*(?:all "
    r")?(?:be )?"
    r"(?:visited|served|supplied|delivered to|called at|visit|serve|supply)"
    r" (?:exactly |precisely |just |only )?(?:once|by (?:exactly |only |just )?(?:one|a single)"
    rf"(?: {_VEHICLES})?)(?: only)?(?: by (?:exactly |only |just )?(?:one|a single) {_VEHICLES})?",
    rf"\b(?:exactly|precisely|only|just) (?:once|one (?:\w+ )?{_VEHICLES}|one (?:route|round|tour|"
    rf"trip))",
    rf"\b(?:exactly |just |only )?one (?:visit|{_VEHICLES})\b",
    r"\bmust (?:all )?be (?:visited|served|met|delivered|supplied|satisfied|fulfilled)\b",
    r"\b(?:must|has to|have to|needs? to|should|shall|may|can|both|all|each)?\s*(?:both )?"
    rf"(?:start\w*|begin\w*|leav\w*|set\w* (?:out|off)|depart\w*)(?: (?:\w+ )?and (?:\w+ "
    rf")?(?:end\w*|"
    rf"finish\w*|return\w*))?"
    rf"(?: (?:and (?:end|finish)\w* )?(?:from|at|in|to)? ?(?:the|its|this|their|same|\w+)? "
    rf"?(?:\w+ )?{_DEPOT})?",
    r"\b(?:must |has to |have to |and |then )*(?:go(?:es)? back|com(?:es?|ing) back|returns?|"
    r"returning|ends?|ending|finish\w*)(?: (?:and \w+ )?(?:to|at|in|there|home|it))?"
    rf"(?: (?:the|its|this|same|their))?(?: same)?(?: \w+)?(?: {_DEPOT})?(?: (?:again|afterwards|"
    r"at the end|in the end|after the (?:last|final) \w+))?",
    r"\b(?:and )?(?:its |their |the )?(?:total )?(?:loads?|quantit\w+|demand\w*|weight|amounts?)"
    r"(?: (?:on|of|in|carried by|served by) (?:a|any|each|every|the|one|its|their) (?:\w+ )?\w+)?"
    r" (?:must|may|can|should|shall|does|do)?\s?(?:not|never) (?:be (?:more|greater|larger) than|"
    r"exceed)"
    r"(?: (?:its|the|their|this))?(?: \w+)?(?: capacity)?",
    r"\b(?:may|can|could|must|will|is able to|able to)?\s?(?:only )?(?:carry|carries|hold|holds|"
    r"load|take|takes|"
    r"transport|transports|deliver|delivers)? ?(?:at|a) (?:the )?(?:most|maximum(?: of)?)\b",
    r"\b(?:up to|no more than|not more than|a maximum of|maximum (?:capacity|load|payload)(?: of)?|"
    r"capacity limit(?: of)?|must not carry more than|cannot carry more than|may not carry more "
    r"than|"
    r"can't carry more than|cannot exceed|must not exceed|may not exceed|not exceeding)\b",
    r"\b(?:not|need not)(?: all)? (?:\w+ )?(?:have to |need to )?be (?:used|needed)\b",
    r"\b(?:cannot|can not|must not|may not|can't) be split\b",
    r"\b(?:at )?(?:the )?(?:least|most|minimum|lowest) (?:possible )?(?:total |overall )?"
    r"(?:distance|cost|time|length|mileage)\b",
    r"\b(?:least|fewest|minimum)\b(?= (?:possible )?(?:total )?(?:distance|cost|time|mileage|miles|"
    r"kilomet))",
    r"\bbetween (?:\w+ ){0,4}(?:places|places|locations|points|stops|villages|towns|shops|"
    r"customers|"
    r"sites|nodes|them|depot|base|two|each|every|all|any|the|these)\b",
    r"\b(?:same|the) (?:distance|time|length)? ?in (?:both|either) (?:directions?|ways?)\b",
    r"\bsame in (?:both|either) directions?\b",
    r"\b(?:as \w+ as possible)\b",
    r"\bif (?:it is )?used\b|\bthat (?:is|are) used\b",
    r"\bidentical\b",
    r"\bone (?:after|by) (?:another|one)\b",
    rf"\b(?:with|using)? ?(?:at most|no more than|up to) {_VEHICLES}\b",
)


@dataclass(frozen=True)
class _Roles:
    frame: Frame
    depot: int
    demand: Tally
    capacity: Number
    fleet: Number | None


def _fill(case: Case) -> Draft | None:
    text = case.lower
    if case.problem.tables or not (_ROUTING.search(text) and _SHORT.search(text)):
        return None
    asks = " ".join(line.lower for line in case.lines if _SHORT.search(line.lower))
    if not _LENGTH.search(asks) or _OTHER_GOAL.search(asks):
        return None
    roles = _roles(case)
    if roles is None:
        return None
    draft = _template(case, roles)
    frame = roles.frame
    naming = frame.naming | naming_in_text(case, frame.labels)
    draft.explain(dict.fromkeys(naming - draft.used, "names a place"))
    size = len(frame.labels)
    explain_sizes(draft, size, size - 1)
    depot = frame.labels[roles.depot]
    names = [name for name in frame.labels if name != depot]
    data = (*frame.lines, *bare_lines(draft, roles.demand.lines, names))
    known = (*_MEANS, rf"\b(?:from|to|at|in|with) {re.escape(depot.lower())}\b")
    doubt_remainder(draft, known, names, data=data)
    return draft


def _roles(case: Case) -> _Roles | None:
    frames = find_frames(case)
    between = [frame for frame in frames if frame.is_between_places]
    if len(between) != 1 or not 4 <= len(between[0].labels) <= _MOST + 1:
        return None
    frame = between[0]
    depot, demand = _demand(case, frame, frames)
    if depot is None or demand is None:
        return None
    taken = {n.id for n in (*frame.numbers(), *demand.numbers)} | frame.naming
    taken |= naming_in_text(case, frame.labels)
    taken |= {
        key for other in frames if set(other.lines) & set(demand.lines) for key in other.naming
    }
    size = len(frame.labels)
    left = left_over(case, taken)
    fleet = [n for n in left if _is_fleet(case, n)]
    rooms = [n for n in left if n not in fleet and _ROOM.search(before(case, n))]
    rooms = rooms or [n for n in left if n not in fleet and _ROOM.search(after(case, n))]
    rooms = [n for n in rooms if n.value >= max(d.value for d in demand.numbers)]
    if len(rooms) != 1 or len({n.value for n in fleet}) > 1:
        return None
    rest = [n for n in left if n not in fleet and n not in rooms]
    if any(not is_count(case, n, size, size - 1) for n in rest):
        return None
    return _Roles(frame, depot, demand, rooms[0], fleet[0] if fleet else None)


def _is_fleet(case: Case, number: Number) -> bool:
    """Whether it counts vehicles: "two large vans", "number of trucks: 2"."""
    if re.match(rf"(?:\w+ ){{0,2}}?{_VEHICLES}\b", after(case, number)):
        return True
    counts = rf"\b(?:number of (?:\w+ )?{_VEHICLES}|fleet size|{_VEHICLES}) ?(?:is |are |=|:)? ?$"
    return bool(re.search(counts, before(case, number))) and number.value <= _MOST


def _demand(case: Case, frame: Frame, frames: Sequence[Frame]) -> tuple[int | None, Tally | None]:
    """The place of the depot, and what the others need."""
    told = _depot(case, frame.labels)
    inside = frozenset(n.id for n in frame.numbers())
    others = [other for other in frames if other is not frame]
    for place in [told] if told is not None else range(len(frame.labels)):
        names = [name for i, name in enumerate(frame.labels) if i != place]
        tallies = [
            tally
            for tally in find_tallies(case, names, others, inside)
            if _DEMAND.search(tally.words) and not _NOT_DEMAND.search(tally.words)
        ]
        if len(tallies) == 1 and (told is not None or place == 0):
            return place, tallies[0]
    return None, None


def _depot(case: Case, labels: Sequence[str]) -> int | None:
    """The place that the text calls the depot."""
    called = [i for i, label in enumerate(labels) if re.search(rf"\b{_DEPOT}\b", label.lower())]
    if len(called) == 1:
        return called[0]
    found = set()
    for i, label in enumerate(labels):
        name = re.escape(label.lower())
        joint = r"(?: ?(?:\(|,|at|in|is|=|:|node|location|place|point)){0,3}"
        pattern = rf"\b{_DEPOT}{joint} ?{name}\b(?! ?\.? ?\d)|"
        pattern += rf"\b{name} (?:is|being|=|as) (?:the |our |a )?{_DEPOT}\b"
        pattern += rf"|\b{name} ?\( ?(?:the )?{_DEPOT} ?\)"
        if re.search(pattern, case.lower):
            found.add(i)
    return found.pop() if len(found) == 1 else None


def _template(case: Case, roles: _Roles) -> Draft:
    frame, demand = roles.frame, roles.demand
    draft = Draft(case, "vehicle routes")
    draft.covered.update({*frame.lines, *demand.lines})
    depot = frame.labels[roles.depot]
    places = draft.set_with("places", frame.labels, "the depot and its customers")
    customers = draft.set_with("customers", demand.names, "who is served")
    base = draft.set_with("depot", (depot,), "where all rounds begin and end")
    entries = [
        ((one, other), number)
        for one, row in zip(frame.labels, frame.cells, strict=True)
        for other, number in zip(frame.labels, row, strict=True)
        if number is not None and one != other
    ]
    draft.explain({n.id: "leads nowhere" for i, row in enumerate(frame.cells) if (n := row[i])})
    length = draft.given("length", (places, places), entries, default=0.0)
    need = draft.given(
        "need", (customers,), [((n,), v) for n, v in zip(demand.names, demand.numbers, strict=True)]
    )
    room = draft.given("capacity", (), [((), roles.capacity)])
    take = draft.variable(
        "take", (places, places), Domain.BINARY, meaning="1 if a vehicle goes from one to the other"
    )
    load = draft.variable("load", (customers,), upper=room, meaning="what was delivered up to here")
    for name, own in (("left_once", "i, j"), ("reached_once", "j, i")):
        draft.constrain(
            name, f"sum({take}[{own}] for j in {places} if j != i) == 1", f"i in {customers}"
        )
    draft.constrain("no_loops", f"{take}[i, i] == 0", f"i in {places}")
    draft.constrain(
        "loads",
        f"{load}[j] >= {load}[i] + {need}[j] - {room} * (1 - {take}[i, j])",
        f"i in {customers}, j in {customers} if i != j",
        meaning="the load grows along a round, which also rules out rounds without the depot",
    )
    draft.constrain("own_load", f"{load}[i] >= {need}[i]", f"i in {customers}")
    out = f"sum({take}[d, j] for d in {base} for j in {customers})"
    least = ceil(sum(n.value for n in demand.numbers) / roles.capacity.value - 1e-9)
    draft.constrain("rounds_needed", f"{out} >= {least}", meaning="all that is needed has to fit")
    _fleet(draft, roles, out)
    draft.optimize(
        Sense.MINIMIZE,
        f"sum({length}[i, j] * {take}[i, j] for i in {places} for j in {places})",
        "length of all rounds",
    )
    return draft


def _fleet(draft: Draft, roles: _Roles, out: str) -> None:
    """At most as many rounds as there are vehicles."""
    if roles.fleet is not None:
        most = draft.given("vehicles", (), [((), roles.fleet)])
        draft.constrain("vehicles_at_most", f"{out} <= {most}")
        for number in draft.case.problem.numbers:
            if _is_fleet(draft.case, number) and number.value == roles.fleet.value:
                draft.explained.setdefault(number.id, "counts the vehicles again")
        draft.assumptions.append("Not every vehicle has to be used.")
    else:
        draft.assumptions.append("There are enough vehicles.")


FAMILY: Final = Family(
    name="vehicle routes",
    roles={
        "length": "places × places",
        "need": "of each customer",
        "capacity": "of a vehicle",
        "vehicles": "how many, or as many as needed",
    },
    fill=_fill,
)
