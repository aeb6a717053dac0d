"""Shortest paths and greatest flows over links that are told one after the other.

A link leads one way. Where the ends are not told by "from … to …" in the question, they are the
only place that nothing leads to and the only place that nothing leads from, one of them named.
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.families.questions import doubt_rest, explain_counts
from optimoot.agents.archetypes.links import Links, find_links, mentioned
from optimoot.agents.archetypes.series import others
from optimoot.formulation import Domain, Sense

_PATH: Final = re.compile(r"\b(?:path|route|way|road|journey|trip|get|travel\w*|drive|reach)\b")
_SHORT: Final = re.compile(
    r"\b(?:quickest|shortest|fastest|cheapest|least|lowest|minimum|minimal|minimi[sz]\w*|smallest|fewest)\b"
)
_FLOW: Final = re.compile(
    r"\b(?:at most|maximum|maximal|largest|greatest|maximi[sz]\w*|most|highest|as (?:much|many))\b|"
    r"\bhow (?:many|much)\b.{0,300}\bcan\b"
)
_MOVES: Final = re.compile(
    r"\b(?:flow\w*|sent|send|arrive\w*|reach\w*|pass\w*|pumped?|pushed?|carr(?:y|ied)|transmit\w*|"
    r"transmitted|delivered|conveyed|get|routed?|shipped)\b"
)
_BOTH_WAYS: Final = re.compile(
    r"\b(?:both (?:directions|ways)|two-way|either (?:direction|way)|undirected|back and forth)\b|"
    r"\btwo - way\b"
)
_TOUR: Final = re.compile(
    r"\b(?:each|every|all) (?:\w+ ){0,2}once\b|\breturn\w*\b|\bround trip\b|\bvisit\w*\b|\bvia\b|"
    r"\bavoid\w*\b|\bclosed\b|\bdemand\w*\b|\bsupply\b|\bsupplies\b|\bcosts? per\b|\bspanning\b|"
    r"\bstop(?:s|ping)? at\b|\bthrough (?:the )?(?:same|at least|at most)\b|\blongest\b|\bproject\b"
)
"""Words of other problems over the same links."""


def _ends(case: Case, links: Links) -> tuple[str, str, int] | None:
    """Where it begins and ends, and the line that says so."""
    for line in reversed(case.lines):
        if line.index in links.lines:
            continue
        match = re.search(r"\bfrom (.{1,60}?) to (.{1,60})", line.quote, re.IGNORECASE | re.DOTALL)
        if match is None:
            continue
        one = mentioned(match.group(1), links.places)
        other = mentioned(match.group(2), links.places)
        if len(one) == 1 and len(other) == 1 and one != other:
            return one[0], other[0], line.index
    return None


def _open_ends(case: Case, links: Links) -> tuple[str, str, int] | None:
    """The place that nothing leads to and the place that nothing leads from."""
    sources, sinks = links.sources(), links.sinks()
    if len(sources) != 1 or len(sinks) != 1:
        return None
    for line in reversed(case.lines):
        told = mentioned(line.quote, links.places)
        if line.index in links.lines or not told or not set(told) <= {sources[0], sinks[0]}:
            continue
        if _FLOW.search(line.lower) or _SHORT.search(line.lower):
            return sources[0], sinks[0], line.index
    return None


def _open(case: Case, name: str) -> tuple[Draft, Links, str, str] | None:
    """A Draft with the places, and where it begins and ends."""
    links = find_links(case)
    if links is None or _TOUR.search(case.lower) or _BOTH_WAYS.search(case.lower):
        return None
    ends = _ends(case, links) or _open_ends(case, links)
    if ends is None:
        return None
    told = {number.id for number in links.figures.values()}
    counts = (len(links.places), len(links.figures), len(links.places) - 2)
    if any(n.id not in told and n.value not in counts for n in others(case)):
        return None
    asks = case.lines[ends[2]].lower
    asks += " " + " ".join(line.lower for line in case.lines if line.quote.endswith("?"))
    wanted = _SHORT if name == "shortest path" else _FLOW
    moves = _PATH if name == "shortest path" else _MOVES
    other = _FLOW if name == "shortest path" else _SHORT
    if (
        not wanted.search(asks)
        or not moves.search(asks)
        or (name != "shortest path" and other.search(asks))
    ):
        return None
    draft = Draft(case, name)
    draft.covered.update({*links.lines, ends[2]})
    explain_counts(draft, *counts)
    return draft, links, ends[0], ends[1]


def _arcs(draft: Draft, links: Links, name: str) -> tuple[str, str, str]:
    """The names of the places, of the pairs that are linked, and of their figure."""
    places = draft.set_with("places", links.places, "where links begin and end")
    pairs = tuple(links.figures)
    arcs = draft.set_with("links", pairs, "from where to where")
    entries = [((pair,), number) for pair, number in links.figures.items()]
    return places, arcs, draft.given(name, (arcs,), entries)


def _shortest(case: Case) -> Draft | None:
    opened = _open(case, "shortest path")
    if opened is None:
        return None
    draft, links, start, finish = opened
    places, arcs, length = _arcs(draft, links, "length")
    take = draft.variable("take", (arcs,), Domain.BINARY, meaning="1 if the link is on the path")
    begins = draft.set_with("start", (start,), "where the path begins")
    ends = draft.set_with("finish", (finish,), "where the path ends")
    draft.constrain(
        "path",
        f"sum({take}[i, j] for i, j in {arcs} if i == p) "
        f"- sum({take}[i, j] for i, j in {arcs} if j == p) "
        f"== (1 if p in {begins} else 0) - (1 if p in {ends} else 0)",
        f"p in {places}",
        line=links.lines[0],
    )
    draft.optimize(
        Sense.MINIMIZE, f"sum({length}[i, j] * {take}[i, j] for i, j in {arcs})", "length"
    )
    draft.assumptions.append("Links lead one way, from the place that is named first.")
    doubt_rest(draft)
    return draft


def _greatest(case: Case) -> Draft | None:
    opened = _open(case, "maximum flow")
    if opened is None:
        return None
    draft, links, start, finish = opened
    places, arcs, capacity = _arcs(draft, links, "capacity")
    flow = draft.variable("flow", (arcs,), upper=capacity, meaning="flow along the link")
    total = draft.variable("through", meaning="flow from the first place to the last")
    ends = draft.set_with("ends", (start, finish), "where the flow begins and ends")

    def net(place: str) -> str:
        out = f"sum({flow}[i, j] for i, j in {arcs} if i == {place})"
        return f"{out} - sum({flow}[i, j] for i, j in {arcs} if j == {place})"

    draft.constrain(
        "conserved",
        f"{net('p')} == 0",
        f"p in {places} if p not in {ends}",
        line=links.lines[0],
        meaning="what comes to a place leaves it",
    )
    draft.constrain("leaves", f"{net(repr(start))} == {total}", line=links.lines[0])
    draft.constrain("arrives", f"{net(repr(finish))} == -{total}", line=links.lines[0])
    draft.optimize(Sense.MAXIMIZE, total, "flow")
    draft.assumptions.append("Links lead one way, from the place that is named first.")
    doubt_rest(draft)
    return draft


_UNDERSTOOD: Final = rules("one way", "direct only")
SHORTEST: Final = Family(
    name="shortest path over listed links",
    roles={"links": "pairs of places with a length", "ends": "from and to"},
    fill=_shortest,
    understood=_UNDERSTOOD,
)
GREATEST: Final = Family(
    name="maximum flow over listed links",
    roles={"links": "pairs of places with a capacity", "ends": "from and to"},
    fill=_greatest,
    understood=_UNDERSTOOD,
)
