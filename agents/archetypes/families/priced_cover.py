"""Set cover told in prose, a price after each group: "Hill A sees sectors 1, 2 and 5 and costs 40".

The things to be covered are numbered; each list of numbers is followed by what the group costs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.magnitudes import asked_magnitude
from optimoot.agents.archetypes.remainder import doubt_remainder, explain_sizes
from optimoot.agents.archetypes.series import line_at
from optimoot.agents.archetypes.told_records import magnitude
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number, NumberKind

_JOINT: Final = re.compile(r"\s*(?:,\s*(?:and\b)?|&|and\b)\s*")
_TO_COST: Final = re.compile(
    r"\s*(?:[;,(–—-]\s*|,? ?(?:and|for|at|with|but|would|which) )(?:[^\W\d_]+ ){0,6}[(:$€£]?\s*"
)
_NAME: Final = re.compile(r"([A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2})")
_CLAUSE: Final = re.compile(r"[.;:]\s+(?=[A-Z\n]|the |an? )|,\s+(?:and )?(?=the |an? )|\n")
_COMMON: Final = re.compile(
    r"\s*(?:and )?(?:[Tt]he|[Aa]n?) (?P<name>[a-z][\w'’-]*(?: [a-z][\w'’-]*){0,2}?)"
    r"(?::| (?:would |can |could |will |alone )?"
    r"(?:is|are|covers?|serves?|sees?|reach(?:es)?|"
    r"watch(?:es)?|supplies|handles?|holds?|contains?|includes?|has|have|sweeps?|protects?|brings?|visits?|"
    r"supply|cleans?|treats?|catch(?:es)?|suits?|fits?|feeds?|spans?)\b)[^.;:]{0,40}$"
)
_WITHIN: Final = re.compile(r"(?: \(|:)? (?:[a-z]+ |: |, ){0,5}$")
_ALL: Final = re.compile(
    r"\b(?:each|every|all)\b.{0,200}\b(?:at least one|(?:some|one) \w+ or more|one or more|"
    r"covered|seen|watched|reached|served|staffed|supplied|lies|receives?|protected)\b|"
    r"\b(?:at least one|some)\b.{0,80}\b(?:each|every|"
    r"all)\b"
)
_CHEAP: Final = re.compile(
    r"\b(?:cheap\w*|how cheaply|cheapest|minimi[sz]\w*|as (?:cheaply|little) as possible)\b|"
    r"\b(?:minimum|minimal|least|lowest|smallest)(?: \w+){0,3}? (?:costs?|outlay|price|expense|"
    r"expenditure|budget|sum|fees?|spend\w*|total|investment|bill)\b|"
    r"\b(?:costs?|bill|outlay|expense|total|spending|price|sum|fees?)\b.{0,40}\bas (?:low|small|"
    r"little) as (?:possible|it can)\b|\bhow (?:little|low)\b|"
    r"\bhow much (?:must|has|does|will)\b.{0,80}\bat (?:the (?:very )?)?least\b"
)
_OTHER: Final = re.compile(
    r"\b(?:at least (?:two|three|twice)|by two|exactly one|at most|no more than|not both|unless|"
    r"if|either|already|twice|same (?:\w+ )?(?:cannot|not)|capacity|only one|exactly once|discount|"
    r"together|except|maximi[sz]\w*|budget of|population|people)\b"
)
_MEANS: Final = (
    r"\b(?:so that|that) (?:each|every|all)\b.{0,160}?\bat least one(?: \w+)?\b",
    r"\beach (?:\w+ ){0,3}?(?:by|in|to|from) at least one\b|\bat least one\b",
    r"\b(?:must|has to|have to|needs? to|should) (?:all )?(?:be )?(?:covered|seen|watched|reached|"
    r"served|staffed|supplied|protected|cover|see|staff|reach|serve)\b(?: \w+)?|"
    r"\bwithin (?:\w+ )?(?:minutes|hours|metres|km|kilometres|reach|range)\b(?: of)?",
    r"\b(?:least|lowest|minimum|minimal|smallest)\b(?= (?:\w+ ){0,3}?(?:costs?|outlay|price|"
    r"expense|expenditure|sum|fee|total|investment|bill))",
    r"\bnumbered (?:from )?\d+ (?:to|through) \d+\b",
    r"\b(?:some|one) (?:\w+ )?or more\b|\b(?:licen[cs]e|entry|rental|usage|yearly|annual|weekly|"
    r"monthly|total) fees?\b|\bfees?\b(?= (?:of|is|comes|in total|together|\?))",
    r"\b(?:must|have to|has to|needs? to) be \w+(?: (?:at|in|on|by) (?:the|a) \w+)?"
    r"(?= ?(?:,|\.|by\b|"
    r"in time))|\bhow much must\b|\bat the (?:very )?least\b(?= ?\?)",
    r"\bcosts? (?:\w+ )?(?:all )?together\b|\btaken together\b|\bso that each\b|"
    r"\bat least\b(?= one)",
    r"\b(?:has|have|needs?) to \w+ (?:all )?(?:the |its |these |those )?\w+ \w+s ?"
    r"(?=, numbered)",
    r"\bany (?:further|additional|more|extra|other) \w+ (?:\w+ ){0,3}(?:is|are|does|do|travels?|"
    r"rides?|goes|comes?|may|can) (?:\w+ ){0,3}(?:as passengers?|no harm|along|fine|welcome|"
    r"allowed|for free|at no cost|spare)\b(?: as passengers?)?",
)
_PLAIN: Final = re.compile(r"\b(?:costs?|come to|bill) (?:\w+ ){0,2}?together\b")
_FEWEST: Final = 3


@dataclass(frozen=True)
class _Group:
    name: str
    things: tuple[Number, ...]
    cost: Number


def _fill(case: Case) -> Draft | None:
    if case.problem.tables or _OTHER.search(_PLAIN.sub(" ", case.lower)):
        return None
    if case.goal is not None and case.goal.sense is not Sense.MINIMIZE:
        return None
    cheap = [line for line in case.lines if _CHEAP.search(line.lower)]
    every = [line for line in case.lines if _ALL.search(line.lower)]
    groups = _groups(case)
    if not cheap or not every or groups is None:
        return None
    things = sorted({int(n.value) for group in groups for n in group.things})
    if things != list(range(1, len(things) + 1)) or not _are_all(case, len(things)):
        return None
    draft = _template(case, groups, things)
    draft.covered.update(line.index for line in (*cheap, *every))
    draft.explain({n.id: "names a thing" for g in groups for n in g.things})
    _explain_range(draft, len(things))
    explain_sizes(draft, len(things), len(groups))
    names = [group.name for group in groups]
    lines = {line_at(case, group.cost.start) for group in groups}
    draft.covered.update(lines)
    doubt_remainder(draft, _MEANS, names)
    return draft


def _groups(case: Case) -> list[_Group] | None:
    """Lists of small numbers each followed by one figure of money, and led by a name."""
    text = case.problem.text
    numbers = [n for n in case.problem.numbers if n.text.lower() != "one"]
    found: list[_Group] = []
    place, last = 0, 0
    while place < len(numbers):
        run = [numbers[place]]
        while place + len(run) < len(numbers):
            following = numbers[place + len(run)]
            if not (_is_label(run[-1]) and _is_label(following)):
                break
            if not _JOINT.fullmatch(text[run[-1].end : following.start]):
                break
            run.append(following)
        place += len(run)
        cost = numbers[place] if place < len(numbers) else None
        name = _name(text[last : run[0].start])
        if cost is None or name is None or not _is_label(run[0]) or not _costs(text, run[-1], cost):
            last = run[-1].end
            if found and any(not _is_label(n) for n in run):
                return None
            continue
        found.append(_Group(name, tuple(run), cost))
        place, last = place + 1, cost.end
    distinct = len({g.name for g in found}) == len(found)
    return found if len(found) >= _FEWEST and distinct and _alike(found) else None


def _is_label(number: Number) -> bool:
    return number.kind is NumberKind.PLAIN and number.text.isdigit() and number.value < 100


def _name(leading: str) -> str | None:
    """What a list belongs to: the last capitalised words, or the noun that its clause begins with.

    No more than a few words may stand between the name and the list.
    """
    names = list(_NAME.finditer(leading))
    clause = _CLAUSE.split(leading)[-1]
    common = _COMMON.match(clause)
    if common is not None and not _NAME.search(clause, common.start("name")):
        return common.group("name")
    if not names:
        return None
    own = names[-1]
    return own.group(1) if _WITHIN.match(leading, own.end()) else None


def _costs(text: str, last: Number, cost: Number) -> bool:
    gap = text[last.end : cost.start]
    return cost.end - last.end < 80 and _TO_COST.fullmatch(gap) is not None


def _alike(groups: list[_Group]) -> bool:
    """Whether all costs are told in one magnitude."""
    return len({magnitude(group.cost) for group in groups}) == 1


def _are_all(case: Case, count: int) -> bool:
    """Whether the text says that there are as many things, or says no number of them."""
    told = re.search(r"\bnumbered (?:from )?(\d+) (?:to|through|-|–) (\d+)\b", case.lower)
    return told is None or (int(told.group(1)) == 1 and int(told.group(2)) == count)


def _explain_range(draft: Draft, count: int) -> None:
    text = draft.case.problem.text
    for match in re.finditer(r"\bnumbered (?:from )?\d+ (?:to|through|-|–) \d+\b", text):
        for number in draft.case.problem.numbers:
            if match.start() <= number.start < match.end() and number.value in (1, count):
                draft.explained[number.id] = "tells which things there are"
    for number in draft.case.problem.numbers:
        near = text[max(0, number.start - 8) : number.start].lower()
        unit = re.match(r" (?:minutes|hours|metres|meters|km|kilomet\w+|miles)", text[number.end :])
        if near.endswith("within ") and unit and number.id not in draft.used:
            draft.explained[number.id] = "is what the lists were made by"


def _template(case: Case, groups: list[_Group], things: list[int]) -> Draft:
    draft = Draft(case, "set cover with prices")
    what = draft.set_with("things", tuple(things), "what is to be covered")
    who = draft.set_with("groups", tuple(g.name for g in groups), "what covers them")
    ones = [(g.name, int(n.value)) for g in groups for n in g.things]
    holds = draft.marks("holds", (who, what), ones, "1 if the group covers the thing")
    unit = asked_magnitude(case)
    told = magnitude(groups[0].cost)
    scale = {g.cost.id: 1.0 / unit if told != 1.0 else 1.0 for g in groups}
    if unit != 1.0 and told == 1.0:
        draft.doubt(0.5, "the question asks for another unit than the figures have")
    cost = draft.given("cost", (who,), [((g.name,), g.cost) for g in groups], factors=scale)
    choose = draft.variable("choose", (who,), Domain.BINARY, meaning="1 if the group is chosen")
    draft.constrain(
        "each_covered",
        f"sum({holds}[g, i] * {choose}[g] for g in {who}) >= 1",
        f"i in {what}",
        line=line_at(case, groups[0].cost.start),
    )
    draft.optimize(Sense.MINIMIZE, f"sum({cost}[g] * {choose}[g] for g in {who})", "cost")
    return draft


FAMILY: Final = Family(
    name="set cover with prices",
    roles={"groups": "names with numbered things", "cost": "after each list"},
    fill=_fill,
)
