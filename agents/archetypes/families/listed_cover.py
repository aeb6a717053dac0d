"""Covering with groups told in prose: the cheapest cover, or the most with a few groups."""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.families.questions import doubt_rest
from optimoot.agents.archetypes.memberships import Groups, find_groups
from optimoot.agents.archetypes.series import Series, find_series, line_at, others
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number, NumberKind

_ALL: Final = re.compile(
    r"\b(?:each|every|all)\b.{0,300}\b(?:at least one|at least once|cover\w*|within reach|reached|"
    r"watched|served|seen|exercised|tested|supplied)\b|"
    r"\b(?:must|has to|have to|needs? to) (?:all )?be (?:covered|reached|watched|served|seen|"
    r"exercised|"
    r"tested|supplied)\b|\bcover\w*\b.{0,300}\b(?:all|each|every)\b"
)
_FEW: Final = re.compile(
    r"\b(?:smallest|fewest|least|minimum|minimal|lowest|cheapest|cheaply|minimi[sz]\w*|"
    r"as (?:few|low|little|cheaply) (?:\w+ )*as possible|at least)\b"
)
_MOST: Final = re.compile(
    r"\b(?:at most|maximum|maximi[sz]\w*|most|largest|greatest|highest|as many)\b"
)
_OTHER: Final = re.compile(
    r"\b(?:exactly once|at most once|disjoint|twice as|at least (?:two|twice|2)|two of|by two|"
    r"not both|same|incompatible|conflict\w*|only one|exactly one|capacity|capacities|already|"
    r"neither|unless|if)\b"
)
_RANGE: Final = re.compile(
    r"\b([A-Za-z]{0,3}\d{0,3})(?: to | through | - |-|–|…|\.\.\.?)([A-Za-z]{0,3}\d{0,3})\b"
)
_HERE: Final = re.compile(
    r"\b(?:can|could|may) (?:only )?(?:afford|build|open|set up|choose|pick|fund|place|install|"
    r"run|rent|hire)\b|\bat most\b|\bno more than\b|\bexactly\b|\bup to\b|\bonly\b|\benough for\b"
)


def _rest(case: Case, groups: Groups, series: Series | None) -> list[Number]:
    """The figures that are neither names, nor worths, nor counts of what is listed."""
    taken = set(groups.names)
    taken.update(n.id for numbers in groups.worths.values() for n in numbers)
    counts = (len(groups.members), len(groups.things))
    text = case.problem.text
    left = others(case, *([series] if series else []))
    return [
        n
        for n in left
        if n.id not in taken and n.value not in counts and not _is_label(text, n, groups)
    ]


def _is_label(text: str, number: Number, groups: Groups) -> bool:
    """Whether a figure is part of a name: the 9 of "R1 to R9"."""
    before = text[max(0, number.start - 1) : number.start]
    return before.isalpha() and f"{before}{number.text}" in groups.things


def _cover(case: Case) -> Draft | None:
    if case.goal is not None and case.goal.sense is not Sense.MINIMIZE:
        return None
    groups = find_groups(case)
    if groups is None or groups.worths or _OTHER.search(case.lower):
        return None
    goal = [
        line for line in case.lines if line.index not in groups.lines and _FEW.search(line.lower)
    ]
    every = [line for line in case.lines if _ALL.search(line.lower)]
    if not goal or not every:
        return None
    runs = [s for s in find_series(case) if len(s.numbers) == len(groups.members)]
    runs = [s for s in runs if not {n.id for n in s.numbers} & groups.names]
    costs = runs[0] if len(runs) == 1 else None
    left = _rest(case, groups, costs)
    if len(left) > (0 if costs else 1):
        return None
    if _beyond(case, groups):
        return None
    draft = _open(case, groups, "set cover")
    draft.covered.update(line.index for line in every)
    what, holds, who, choose = _template(draft, groups)
    draft.constrain(
        "each_covered",
        f"sum({holds}[g, i] * {choose}[g] for g in {who}) >= 1",
        f"i in {what}",
        line=groups.lines[0],
    )
    cost = _cost(draft, groups, costs, left, who)
    if cost is None:
        return None
    draft.covered.add(goal[-1].index)
    draft.optimize(
        Sense.MINIMIZE, f"sum({cost}{choose}[g] for g in {who})", "cost" if cost else "number"
    )
    doubt_rest(draft)
    return draft


def _cost(
    draft: Draft, groups: Groups, costs: Series | None, left: list[Number], who: str
) -> str | None:
    """The factor of each group in the goal; None where the figures leave it open."""
    case, names = draft.case, tuple(groups.members)
    money = re.search(r"\b(?:costs?|cheap\w*|price|fees?|expens\w*)\b", case.lower)
    if costs is not None:
        if not money or (costs.labelled and tuple(costs.names) != names):
            return None
        draft.covered.add(costs.line)
        entries = [((name,), number) for name, number in zip(names, costs.numbers, strict=True)]
        return draft.given("cost", (who,), entries) + "[g] * "
    if left:
        line = line_at(case, left[0].start)
        if not money or not re.search(r"\b(?:each|every|per|apiece)\b", case.lines[line].lower):
            return None
        draft.covered.add(line)
        return draft.given("cost_of_each", (), [((), left[0])]) + " * "
    return None if money else ""


def _most(case: Case) -> Draft | None:
    if case.goal is not None and case.goal.sense is not Sense.MAXIMIZE:
        return None
    groups = find_groups(case)
    if groups is None or _OTHER.search(case.lower):
        return None
    told = {thing: {n.value for n in numbers} for thing, numbers in groups.worths.items()}
    if any(len(values) > 1 for values in told.values()) or set(told) != set(groups.things):
        return None
    left = _rest(case, groups, None)
    counts = [n for n in left if n.kind in (NumberKind.PLAIN, NumberKind.COUNT_WORD)]
    counts = [n for n in counts if _HERE.search(case.lines[line_at(case, n.start)].lower)]
    asks = [line for line in case.lines if line.quote.endswith("?") or "maximi" in line.lower]
    if not counts or counts[0].value >= len(groups.members) or not counts[0].value.is_integer():
        return None
    if not any(_MOST.search(line.lower) for line in asks):
        return None
    draft = _open(case, groups, "greatest coverage")
    what, holds, who, choose = _template(draft, groups)
    entries = [((thing,), groups.worths[thing][0]) for thing in groups.things]
    worth = draft.given("worth", (what,), entries)
    for numbers in groups.worths.values():
        draft.explain({n.id: "is told again" for n in numbers[1:]})
    limit = draft.given("groups_at_most", (), [((), counts[0])])
    reached = draft.variable("reached", (what,), Domain.BINARY, meaning="1 if it is covered")
    draft.constrain(
        "reached_by_a_group",
        f"{reached}[i] <= sum({holds}[g, i] * {choose}[g] for g in {who})",
        f"i in {what}",
        line=groups.lines[0],
    )
    draft.constrain(
        "groups_chosen",
        f"sum({choose}[g] for g in {who}) <= {limit}",
        line=line_at(case, counts[0].start),
    )
    draft.covered.update(line.index for line in asks)
    draft.optimize(Sense.MAXIMIZE, f"sum({worth}[i] * {reached}[i] for i in {what})", "worth")
    _repeated(draft, counts[0])
    doubt_rest(draft)
    return draft


def _repeated(draft: Draft, counted: Number) -> None:
    """Explain nothing but what a distance says that the groups already hold: "within 2 km"."""
    for number in draft.case.problem.numbers:
        text = draft.case.problem.text
        if number.id in draft.used or number is counted:
            continue
        if re.search(r"\bwithin $", text[max(0, number.start - 8) : number.start]):
            draft.explained[number.id] = "is what the groups were made by"
    for line in draft.case.lines:
        once = re.search(r"\bcounts? (?:only )?once\b", line.lower)
        for token in line.tokens:
            if token.number is not None and once:
                draft.explained.setdefault(token.number.id, "says what coverage means")
        own = [token.number.id for token in line.tokens if token.number is not None]
        if own and all(key in draft.explained for key in own):
            draft.covered.add(line.index)


def _beyond(case: Case, groups: Groups) -> bool:
    """Whether the text speaks of things "a to f" of which the last is in no group."""
    known = {thing.lower() for thing in groups.things}
    for first, last in _RANGE.findall(case.problem.text):
        if first.lower() in known and last.lower() not in known:
            return True
    return False


def _open(case: Case, groups: Groups, name: str) -> Draft:
    draft = Draft(case, name)
    draft.covered.update(groups.lines)
    draft.explain(dict.fromkeys(groups.names, "names a thing"))
    counts = (len(groups.members), len(groups.things))
    for number in case.problem.numbers:
        plain = number.kind in (NumberKind.PLAIN, NumberKind.COUNT_WORD)
        if _is_label(case.problem.text, number, groups) or (plain and number.value in counts):
            draft.explained.setdefault(number.id, "counts or names what is listed")
    return draft


def _template(draft: Draft, groups: Groups) -> tuple[str, str, str, str]:
    what = draft.set_with("things", groups.things, "what is to be covered")
    who = draft.set_with("groups", tuple(groups.members), "what covers them")
    ones = [(group, thing) for group, own in groups.members.items() for thing in own]
    holds = draft.marks("holds", (who, what), ones, "1 if the group covers the thing")
    choose = draft.variable("choose", (who,), Domain.BINARY, meaning="1 if the group is chosen")
    return what, holds, who, choose


_UNDERSTOOD: Final = rules("each at least one", "every at least one", "counts once")
COVER: Final = Family(
    name="set cover over listed groups",
    roles={"groups": "names with what each holds", "cost": "of each, or none"},
    fill=_cover,
    understood=_UNDERSTOOD,
)
COVERAGE: Final = Family(
    name="greatest coverage over listed groups",
    roles={"groups": "names with what each holds", "worth": "of each thing", "limit": "of groups"},
    fill=_most,
    understood=_UNDERSTOOD,
)
