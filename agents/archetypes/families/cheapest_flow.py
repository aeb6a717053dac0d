"""Flow at least cost over links: one good or several, with capacities and costs of opening links.

The minimum-cost flow (Ford and Fulkerson 1962), its form for several goods that share the links,
and the fixed-charge network design (Magnanti and Wong 1984).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.arcs import Arcs, find_arcs
from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.needs import Needs, find_needs
from optimoot.agents.archetypes.remainder import doubt_remainder, explain_sizes
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number

_FIXED: Final = re.compile(
    r"\b(?:fixed|open\w*|build\w*|install\w*|set ?-? ?up|construct\w*|rent)\b"
)
_CAPACITY: Final = re.compile(
    r"\b(?:capacit\w*|cap|max\w*|limits?|at most|up to|most|carry|bounds?|u_?ij|room|carries|"
    r"upper)\b"
)
_COST: Final = re.compile(
    r"\b(?:costs?|prices?|tolls?|fees?|per|c_?ij|expense|euros?|dollars?|charge)\b|[$€£]"
)
_LOWER: Final = re.compile(r"\b(?:lower|at least|minimum flow|least)\b")
_GOAL: Final = re.compile(
    r"\b(?:minimi[sz]\w*|least|lowest|cheap\w*|smallest|minimum|minimal|as (?:low|little|"
    r"cheap\w*) as possible)\b"
)
_COSTS: Final = re.compile(r"\b(?:costs?|cheap\w*|expens\w*|spend\w*)\b")
_MEANS: Final = (
    r"\b(?:the )?(?:greatest|largest|maximum|highest|(?<!at )most) (?:number|amount|quantity|flow|"
    r"load|volume|capacity)?"
    r"(?: of \w+)?(?: that| which)?(?: each| it| they| the \w+)?(?: can| may)?(?: carry| take| be "
    r"sent)?",
    r"\b(?:at most|no more than|not more than|up to|maximum|max)\b(?= (?:\d|of \d))",
    r"\b(?:can|may|must|is able to)? ?(?:only )?be (?:used|chosen|shipped|sent|moved|carried|"
    r"routed|met|transported|delivered|"
    r"satisfied|opened|built)(?: over| on| along| through)?(?: (?:a|the|each|every) \w+)?(?: only)?"
    r"(?: (?:if|when|once) (?:it|they|the \w+|that \w+) (?:is|are|has been|have been) (?:opened|"
    r"built|rented|open|installed))?",
    r"\bonly (?:if|when|once) (?:it|they|the \w+) (?:is|are|has been|have been) (?:opened|built|"
    r"rented|open|installed)\b",
    r"\bif (?:it|the \w+|a \w+|any \w+|anything)(?: at all)? (?:is|are) (?:used|opened|sent|"
    r"shipped)(?: (?:over|on|along|through) it)?\b",
    r"; then\b|\bthen\b(?= (?:every|each))|, then\b",
    r"\b(?:must|has to|have to|should|shall) (?:all )?be (?:met|satisfied|shipped|sent|routed|"
    r"delivered|fulfilled|moved)"
    r"(?: (?:exactly|in full))?\b",
    r"\b(?:must|may|can|does|do|should|shall)?\s?not exceed(?: (?:its|the|their))?(?: \w+)?(?: "
    r"capacity)?|\bcannot exceed"
    r"(?: (?:its|the|their))?(?: \w+)?(?: capacity)?|\bwithout exceeding(?: (?:its|the|"
    r"their))?(?: \w+)?",
    r"\bboth (?:goods|commodities|products|materials|flows|kinds|types)\b|\b(?:commodities|goods|"
    r"products|kinds|types) (?:share|use|together)\b",
    r"\bshared?\b(?= (?:a |the |by |capacity|network|links|all))|\btogether\b|\bjoint(?:ly)?\b|"
    r"\bcombined\b",
    r"\b(?:lowest|least|minimum|smallest|minimal|total) (?:possible )?(?:total |overall )?cost\b",
    r"\bmore than (?:its|the) (?:capacity|supply)\b|\bat (?:the )?(?:minimum|least|lowest)\b",
    r"\b(?:must|needs? to|has to|have to|need to) (?:move|send|ship|route|transport|deliver|get|"
    r"be)\b",
    r"\bneither (?:store\w*|keep\w*|hold\w*|produce\w*)[^.]*|\b(?:nothing|no \w+) (?:is|can be|"
    r"may be|gets) (?:stored|lost|kept)\b",
    r"\bminimum ?-? ?cost (?:network )?flow\b(?: problem)?|\bwithout (?:any )?(?:suppl\w+|"
    r"demand\w*|needs?|stock)"
    r"(?: (?:or|and|nor) (?:any )?(?:suppl\w+|demand\w*|needs?))?(?: of (?:its|their) own)?|"
    r"\bonce\b(?= plus| and)|"
    r"\bonce\b(?=,? (?:if|when))|\bplus\b|\bsame (?:\w+ )?network\b|\bin addition\b|\bof minimum "
    r"total\b|\bof (?:minimum|least) cost\b",
    r"\bas \w+ as possible\b|\bone way\b|\bone-way\b|\bdirected\b",
    r"\brequires?\b(?= (?:a |the )?(?:fixed|payment|paying|one-time|\d))|\brequires?\b|"
    r"\brequired\b|\bneeds to\b",
    r"\bwhatever (?:amount|is sent|the amount|flows)[^.,]*|\bregardless of[^.,]*|\bno matter how "
    r"(?:much|many)[^.,]*",
    r"\beach (?:other )?(?:unit|load|tonne|ton)\b",
)


_PASSING: Final = re.compile(
    r"\b(?:without|no|neither)(?: any| own)? (?:suppl\w+|demand\w*|needs?|production)\b|"
    r"\b(?:is|are) (?:only |mere |pure )?(?:trans ?-? ?s?shipment|junctions?|hubs?|cross ?-? "
    r"?docks?)\b"
)
"""Places that only pass on what comes."""


@dataclass(frozen=True)
class _Figures:
    cost: tuple[Number, ...] | None
    capacity: tuple[Number, ...] | None
    fixed: tuple[Number, ...] | None


def _fill(case: Case) -> Draft | None:
    if case.problem.tables:
        return None
    asks = [line for line in case.lines if _GOAL.search(line.lower) and _COSTS.search(line.lower)]
    arcs = find_arcs(case) if asks else None
    figures = _figures(arcs) if arcs is not None else None
    if arcs is None or figures is None:
        return None
    needs = find_needs(case, arcs)
    if needs is None:
        return None
    draft = _template(case, arcs, figures, needs)
    draft.explain(dict.fromkeys((*arcs.naming, *needs.naming), "names a place"))
    places, links = len(arcs.places), len(arcs.pairs)
    explain_sizes(draft, places, links, len(needs.goods), places - 1)
    _explain_groups(draft)
    draft.covered.update(needs.lines)
    for line in case.lines:
        if _PASSING.search(line.lower) and not any(t.number for t in line.tokens):
            draft.covered.add(line.index)
    data = [i for i in arcs.lines if case.lines[i].index and not _prose(draft, i)]
    doubt_remainder(draft, _MEANS, arcs.places, data=data)
    return draft


def _prose(draft: Draft, line: int) -> bool:
    return draft.case.lines[line].form.value == "sentence"


def _explain_groups(draft: Draft) -> None:
    """Explain small numbers in words that count kinds of places: "two pits through two yards"."""
    text = draft.case.problem.text
    for number in draft.case.problem.numbers:
        noun = re.match(r" (?:\w+ ){0,1}?[a-z]+s\b", text[number.end : number.end + 30])
        if number.text.isalpha() and number.value <= _GROUPS and noun:
            draft.explained.setdefault(number.id, "counts places of a kind")


_GROUPS: Final = 6


def _figures(arcs: Arcs) -> _Figures | None:
    """Which figures are costs, capacities and costs of opening; None where one is neither."""
    found: dict[str, tuple[Number, ...]] = {}
    for words, numbers in arcs.figures:
        if _LOWER.search(words):
            return None
        if _FIXED.search(words):
            role = "fixed"
        elif _CAPACITY.search(words):
            role = "capacity"
        elif _COST.search(words):
            role = "cost"
        else:
            return None
        if role in found:
            return None
        found[role] = numbers
    if "cost" not in found and "fixed" not in found:
        return None
    return _Figures(found.get("cost"), found.get("capacity"), found.get("fixed"))


def _template(case: Case, arcs: Arcs, figures: _Figures, needs: Needs) -> Draft:
    draft = Draft(case, "flow at least cost")
    draft.covered.update(arcs.lines)
    places = draft.set_with("places", arcs.places, "where links begin and end")
    goods = draft.set_with("goods", needs.goods, "what flows")
    links = draft.set_with("links", arcs.pairs, "from where to where")

    def told(name: str, numbers: tuple[Number, ...]) -> str:
        entries = [((pair,), n) for pair, n in zip(arcs.pairs, numbers, strict=True)]
        return draft.given(name, (links,), entries)

    flow = draft.variable("flow", (links, goods), meaning="flow of the good along the link")
    total = f"sum({flow}[i, j, k] for k in {goods})"
    terms = []
    if figures.cost is not None:
        cost = told("cost", figures.cost)
        terms.append(f"sum({cost}[i, j] * {flow}[i, j, k] for i, j in {links} for k in {goods})")
    if figures.capacity is not None:
        most = told("capacity", figures.capacity)
        draft.constrain("capacities", f"{total} <= {most}[i, j]", f"i, j in {links}")
    _balance(draft, needs, flow, (places, links, goods))
    if figures.fixed is not None:
        fixed = told("fixed_cost", figures.fixed)
        opened = draft.variable("opened", (links,), Domain.BINARY, meaning="1 if the link is used")
        largest = sum(n.value for amounts in needs.demand.values() for n in amounts.values())
        draft.constrain(
            "opened_links", f"{total} <= {largest:g} * {opened}[i, j]", f"i, j in {links}"
        )
        terms.append(f"sum({fixed}[i, j] * {opened}[i, j] for i, j in {links})")
    draft.optimize(Sense.MINIMIZE, " + ".join(terms), "total cost")
    draft.assumptions.append("Links lead one way, from the place that is named first.")
    return draft


def _balance(draft: Draft, needs: Needs, flow: str, sets: tuple[str, str, str]) -> None:
    """What leaves a place is at most what is there, and what comes to it is what it needs."""
    places, links, goods = sets
    has = draft.given("supply", (places, goods), needs.entries(needs.supply), default=0.0)
    wants = draft.given("demand", (places, goods), needs.entries(needs.demand), default=0.0)
    net = (
        f"sum({flow}[i, j, k] for i, j in {links} if i == p) "
        f"- sum({flow}[i, j, k] for i, j in {links} if j == p)"
    )
    index = f"p in {places}, k in {goods}"
    for line in needs.lines[:1]:
        draft.constrain(
            "at_most_what_is_there", f"{net} <= {has}[p, k] - {wants}[p, k]", index, line=line
        )
    draft.constrain(
        "as_much_as_needed",
        f"{net} >= -{wants}[p, k]",
        f"{index} if {has}[p, k] == 0",
        meaning="places without a supply pass on all but what they need",
    )
    draft.constrain(
        "none_comes_back", f"{net} >= 0", f"{index} if {has}[p, k] > 0", meaning="a source sends"
    )


FAMILY: Final = Family(
    name="flow at least cost",
    roles={
        "links": "pairs of places with cost, capacity, cost of opening",
        "supply": "of places, or of a good at its origin",
        "demand": "of places, or of a good at its destination",
    },
    fill=_fill,
    means=re.compile(r"\bopen|\bbuil|\bused\b|\bgoods\b|\bcommodit"),
)
