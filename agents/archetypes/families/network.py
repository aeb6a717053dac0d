"""Networks of links within one kind: the greatest flow, and the shortest path."""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.columns import Column
from optimoot.agents.archetypes.datum import Datum
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.kinds import Kind
from optimoot.agents.archetypes.layout import Line
from optimoot.agents.archetypes.wording import stems
from optimoot.formulation import Domain, Sense

_CAPACITY: Final = stems("capacity capacities maximum handle limit bandwidth")
_SOURCE: Final = frozenset(
    "source start starting origin originating entry begin beginning main primary central".split()
)
_SINK: Final = frozenset("sink destination target terminal end endpoint final exit".split())
_INNER: Final = frozenset("intermediate intermediary connected junction".split())
"""Words that describe places of a network without limiting the flow."""
_VISITS: Final = ("exactly once", "precisely once", "return to", "round trip", "every city once")


def _grid(case: Case) -> Column | None:
    grids = [c for c in case.columns_of(2) if c.is_square]
    if len(grids) != 1 or len(case.columns) != 1 or case.mentions(*_VISITS):
        return None
    return grids[0]


def _max_flow(case: Case) -> Draft | None:
    grid = _grid(case)
    goal = case.goal
    if grid is None or goal is None or goal.sense is not Sense.MAXIMIZE:
        return None
    if not _CAPACITY & case.stems:
        return None
    draft = Draft(case, "maximum flow")
    ends = _ends(case, grid.kinds[0])
    if ends is None:
        draft.doubt(0.6, "where the flow begins and ends was not understood")
        ends = (0, len(grid.kinds[0]) - 1)
    arcs, capacity = _links(draft, grid, "capacity")
    places, names = draft.set_of(grid.kinds[0], "places"), grid.kinds[0].members
    source, sink = names[ends[0]], names[ends[1]]
    inner = draft.set_with("ends", (source, sink), "where the flow begins and ends")
    flow = draft.variable("flow", (arcs,), upper=capacity, meaning="flow along the link")
    total = draft.variable("through", meaning="flow from the source to the sink")

    def through_place(end: str, place: str) -> str:
        return f"sum({flow}[i, j] for i, j in {arcs} if {end} == {place})"

    line = grid.lines[0]
    draft.constrain(
        "conserved",
        f"{through_place('j', 'p')} == {through_place('i', 'p')}",
        f"p in {places} if p not in {inner}",
        line=line,
        meaning="what comes to a place leaves it",
    )
    for what, place, own, back in (("source", source, "i", "j"), ("sink", sink, "j", "i")):
        here = f'"{place}"'
        draft.constrain(
            f"flow_at_{what}",
            f"{through_place(own, here)} - {through_place(back, here)} == {total}",
            line=line,
        )
    draft.optimize(Sense.MAXIMIZE, total, "flow")
    _zeros(draft, grid)
    for told in case.lines:
        if {token.lower for token in told.tokens} & (_SOURCE | _SINK | _INNER):
            draft.covered.add(told.index)
    return draft


def _shortest_path(case: Case) -> Draft | None:
    grid = _grid(case)
    goal = case.goal
    if grid is None or goal is None or goal.sense is not Sense.MINIMIZE:
        return None
    if (
        not case.stems & stems("shortest path route reach")
        or not stems("path route way") & case.stems
    ):
        return None
    ends = _ends(case, grid.kinds[0]) or _from_to(case, grid)
    if ends is None:
        return None
    draft = Draft(case, "shortest path")
    arcs, length = _links(draft, grid, "length", both_ways=_goes_both_ways(case))
    places, names = draft.set_of(grid.kinds[0], "places"), grid.kinds[0].members
    source, sink = names[ends[0]], names[ends[1]]
    go = draft.variable("take", (arcs,), Domain.BINARY, meaning="1 if the link is on the path")
    begins = draft.set_with("start", (source,), "where the path begins")
    ends_set = draft.set_with("finish", (sink,), "where the path ends")
    draft.constrain(
        "path",
        f"sum({go}[i, j] for i, j in {arcs} if i == p) "
        f"- sum({go}[i, j] for i, j in {arcs} if j == p) "
        f"== (1 if p in {begins} else 0) - (1 if p in {ends_set} else 0)",
        f"p in {places}",
        line=goal.line,
    )
    draft.optimize(
        Sense.MINIMIZE, f"sum({length}[i, j] * {go}[i, j] for i, j in {arcs})", "length of the path"
    )
    return draft


def _goes_both_ways(case: Case) -> bool:
    return not case.mentions("directed", "one - way", "one way") and not case.stems & stems("arc")


def _links(draft: Draft, grid: Column, name: str, *, both_ways: bool = False) -> tuple[str, str]:
    """The set of links and the parameter of their figures."""
    names = grid.kinds[0].members
    cells: dict[tuple[int, ...], Datum] = {}
    for key, datum in sorted(grid.cells.items()):
        if key[0] == key[1]:
            draft.explained[datum.number.id] = "leads from a place to itself"
            continue
        cells[key] = datum
        if both_ways and key[::-1] not in grid.cells:
            cells[key[::-1]] = datum
    arcs = draft.set_with("links", tuple((names[i], names[j]) for i, j in cells))
    entries = [(((names[i], names[j]),), datum) for (i, j), datum in cells.items()]
    scale = _magnitude(draft.case, grid)
    return arcs, draft.listed(name, (arcs,), entries, factor=scale)


def _magnitude(case: Case, grid: Column) -> float:
    """Flows that are told and asked for in millions are kept in millions."""
    for word, factor in (("million", 1e-6), ("thousand", 1e-3)):
        told = all(
            d.number.text.lower().endswith(word) for d in grid.cells.values() if d.number.value
        )
        if told and re.search(rf"\bin {word}s\b", case.lower):
            return factor
    return 1.0


def _ends(case: Case, kind: Kind) -> tuple[int, int] | None:
    """Source and sink, where the text marks them."""
    source = _marked(case, kind, _SOURCE)
    sink = _marked(case, kind, _SINK)
    if source is None or sink is None or source == sink:
        return _from_to_line(case, kind)
    return source, sink


def _marked(case: Case, kind: Kind, cues: frozenset[str]) -> int | None:
    """The place that stands beside one of the cues: "Hub 0 (source)", "the source, Hub 0"."""
    counts: dict[int, int] = {}
    for line in case.lines:
        mentions = [m for m in case.kinds.mentions(line.tokens) if m.thing.kind is kind]
        for mention in mentions:
            around = _beside(line, mention.start, mention.end)
            if cues & around:
                counts[mention.thing.place] = counts.get(mention.thing.place, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: -pair[1])
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _beside(line: Line, start: int, end: int) -> frozenset[str]:
    """The words in the bracket or apposition after a mention, and just before it in brackets."""
    words: set[str] = set()
    after = line.tokens[end : end + 10]
    opens = bool(after) and after[0].text in ("(", ",")
    for token in after[1:] if opens else ():
        if token.text in (")", ",", ".", ":", ";"):
            break
        words.add(token.lower)
    before = line.tokens[max(0, start - 6) : start]
    if before and before[-1].text in ("(", ","):
        for token in reversed(before[:-1]):
            if token.text in (",", "."):
                break
            words.add(token.lower)
    return frozenset(words)


def _from_to_line(case: Case, kind: Kind) -> tuple[int, int] | None:
    """The two places that the goal's lines name, from one to the other."""
    goal = case.goal
    for index in goal.lines if goal is not None else ():
        line = case.lines[index]
        mentions = [m for m in case.kinds.mentions(line.tokens) if m.thing.kind is kind]
        if len(mentions) == 2 and mentions[0].thing != mentions[1].thing:
            return mentions[0].thing.place, mentions[1].thing.place
        ends = _lettered_ends(line, kind)
        if ends is not None:
            return ends
    return None


def _lettered_ends(line: Line, kind: Kind) -> tuple[int, int] | None:
    """Places that go by one letter, which only "from s to t" tells from a word."""
    names = {member: place for place, member in enumerate(kind.members)}
    words = [token.text for token in line.tokens]
    found = [
        (names[words[at + 1]], names[words[at + 3]])
        for at, word in enumerate(words[:-3])
        if word.lower() == "from"
        and words[at + 1] in names
        and words[at + 2].lower() == "to"
        and words[at + 3] in names
    ]
    return found[0] if len(set(found)) == 1 and found[0][0] != found[0][1] else None


def _from_to(case: Case, grid: Column) -> tuple[int, int] | None:
    return _from_to_line(case, grid.kinds[0])


def _zeros(draft: Draft, grid: Column) -> None:
    """A sentence that explains what a 0 means, and counts that only describe the links."""
    del grid
    for datum in draft.case.loose:
        words = set(datum.nearby)
        tells = words & stems("indicates means implies denotes signifies represents")
        if datum.number.value == 0.0 and tells:
            draft.explained[datum.number.id] = "tells what a 0 means"
            draft.covered.add(datum.line)
        elif datum.number.text.isalpha() and words & stems("edges links routes pipes nodes two"):
            draft.explained[datum.number.id] = "counts the links"


_RULES: Final = rules(
    "exceed capacity",
    "exceeding capacity",
    "not exceed",
    "maximum capacity",
    "capacity indicates",
    "capacity handle",
)
MAX_FLOW: Final = Family(
    name="maximum flow",
    roles={
        "places": "one kind",
        "capacity": "places × places",
        "source, sink": "marked in the text, or named by the question",
    },
    fill=_max_flow,
    understood=_RULES,
)
SHORTEST_PATH: Final = Family(
    name="shortest path",
    roles={"places": "one kind", "length": "places × places", "from, to": "two of the places"},
    fill=_shortest_path,
    understood=rules("travel from to"),
)
