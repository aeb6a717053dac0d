"""Generalised assignment: each job to one agent, whose time or room is limited.

The model of Ross and Soland (1975).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.frames import Frame, find_frames
from optimoot.agents.archetypes.remainder import doubt_remainder, explain_sizes
from optimoot.agents.archetypes.tallies import Tally, find_tallies
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number

_WORTH: Final = re.compile(
    r"\b(?:costs?|profits?|prices?|fees?|values?|benefits?|gains?|revenues?|savings?|expenses?|"
    r"charges?|rewards?|scores?|ratings?|euros?|dollars?|points|quality|returns?|preferences?|"
    r"penalt\w+)\b|[$€£]"
)
_USE: Final = re.compile(
    r"\b(?:hours?|times?|days?|minutes?|weeks?|resources?|requirements?|required|needs?|needed|"
    r"uses?|capacit\w+|weights?|memory|gb|space|consum\w*|effort|loads?|durations?|sizes?|volumes?|"
    r"take|takes|workload|requires?|kg|tonnes|units)\b"
)
_LIMIT: Final = re.compile(
    r"\b(?:available|availab\w+|capacit\w+|limits?|most|maximum|max|up to|have|has|free|"
    r"hours?|days?|minutes?|weeks?|budgets?|exceed|work|gb|offers?|holds?)\b"
)
_AVAILABLE: Final = re.compile(
    r"\b(?:available|capacit\w+|limits?|at most|up to|maximum|offers?|has|have|provides?|can)\b"
)
_ONE: Final = re.compile(
    r"\b(?:exactly|precisely|only|just) one\b|\bone (?:and only one|of the)\b|\bto (?:a single|"
    r"one)\b|"
    r"\ba single\b|\bby (?:one|a single)\b|\bassigned to one\b|\bexactly once\b"
)
_AT_MOST_ONE: Final = re.compile(
    r"\bat most (?:one|once)\b|\bmay (?:also )?(?:stay|remain|be left|be refused|be rejected)\b|"
    r"\bnot all\b"
)
_MEANS: Final = (
    r"\b(?:each|every|all|any)(?: \w+){1,3} (?:must|has to|have to|needs? to|should|shall|is to|"
    r"is|are|can|goes|"
    r"will)(?: be)?(?: (?:assigned|given|done|carried out|processed|handled|performed|run|go|"
    r"allocated|made|completed|placed|covered|allotted))?(?: (?:to|by|on|at|in|with))?"
    r"(?: (?:exactly|precisely|only|just))? (?:one|a single|once)(?: only)?(?: (?:\w+ )?\w+)?",
    r"\b(?:exactly|precisely|only|just) (?:one|once)\b",
    r"\b(?:each|every|all)(?: \w+){1,2} (?:is|are|runs?|goes) (?:\w+ed )?(?:by|at|in|on|with|to) "
    r"(?:exactly |only )?(?:one|a single) (?:\w+)(?: only| alone)?",
    r"\bone and only one\b",
    r"\b(?:have|has|must|need|needs|are) to be (?:given|assigned|done|distributed|allocated|"
    r"shared out|"
    r"divided|carried out|split)(?: (?:among|between|to))?\b",
    r"\bmust be (?:given|assigned|done|allocated|completed|carried out)\b",
    r"\b(?:but )?(?:a|an|each|every|any|one)(?: \w+){1,2} (?:may|can) (?:take|be given|get|do|"
    r"handle|have|"
    r"receive|perform|be assigned|run|process)"
    r" (?:on )?(?:several|many|more than one|any number of|multiple|two or more)"
    r"(?: \w+)?(?:,? (?:as long as|provided|if|so long as)(?: that)? (?:its|their|the|it|they|his "
    r"or her) ?(?:\w+ )?"
    r"(?:suffices?|allows?|is sufficient|are sufficient|is enough|are enough|permits?|last|does "
    r"not run out|has enough \w+|have enough \w+))?",
    r"\b(?:must|may|can|should|shall|does|do)?\s?not (?:be )?(?:exceed\w*|more than|work more "
    r"than|use more than)"
    r"(?: (?:its|the|their|this|that|his|her))?(?: \w+)?(?: (?:capacity|time|hours|limit|budget))?",
    r"\b(?:cannot|can't) (?:exceed|work more than|be exceeded|use more than)\b",
    r"\bwithout exceeding\b",
    r"\b(?:at most|up to|no more than|a maximum of|maximum of|at the most)\b",
    r"\b(?:cannot|can not|must not|may not|can't) be (?:split|divided|shared)\b",
    r"\bcapacity limits?\b|\btime limits?\b|\blimited (?:capacity|capacities|time|hours)\b|"
    r"\b(?:capacity|capacities|time|hours) (?:is|are) limited\b",
    r"\b(?:that|it|they|which) (?:is|are) required\b|\b(?:hours?|time|days|resource\w*|minutes|"
    r"weeks) required\b|"
    r"\brequired (?:hours?|time|days|capacity|minutes)\b|\b\w+ requires\b(?= (?:of|from|on|by|"
    r"different))|"
    r"\b(?:each|every|a) \w+ requires (?:a )?(?:different|certain)(?: \w+)?\b|\brequired by "
    r"each\b|\brequires\b",
    r"\b(?:total|overall)? ?(?:maximum|minimum|least|lowest|highest|greatest|most) (?:possible "
    r")?(?:total )?"
    r"(?:profit|cost|benefit|value|score)\b",
    r"\bdepends? on\b|\bdiffers?\b|\bdifferent\b",
    r"\bas \w+ as possible\b",
    r"\bthe (?:total|sum|hours?|time)\b(?: \w+){0,6} (?:must|may|can) not exceed\b",
)
_MOST: Final = 400


@dataclass(frozen=True)
class _Roles:
    agents: tuple[str, ...]
    jobs: tuple[str, ...]
    worth: Frame
    use: Frame | Tally
    limit: Tally
    agents_down: bool


def _fill(case: Case) -> Draft | None:
    goal = case.goal
    text = case.lower
    if case.problem.tables or not _ONE.search(text) or _AT_MOST_ONE.search(text):
        return None
    sense = goal.sense if goal is not None else _sense(text)
    roles = _roles(case) if sense is not None else None
    if roles is None or sense is None:
        return None
    asks = " ".join(line.lower for line in case.lines if _ASKS.search(line.lower))
    costs = re.search(r"\b(?:costs?|cheap\w*|expenses?|fees?|penalt\w+|charges?|price)\b", asks)
    if not asks or bool(costs) != (sense is Sense.MINIMIZE):
        return None
    draft = _template(case, roles, sense)
    frames = [f for f in (roles.worth, roles.use) if isinstance(f, Frame)]
    for frame in frames:
        draft.explain(dict.fromkeys(frame.naming, "names a row or column"))
    explain_sizes(draft, len(roles.agents), len(roles.jobs))
    data = [i for frame in frames for i in frame.lines]
    doubt_remainder(draft, _MEANS, (*roles.agents, *roles.jobs), data=data)
    return draft


_ASKS: Final = re.compile(
    r"\b(?:minimi[sz]\w*|maximi[sz]\w*|least|lowest|smallest|cheapest|greatest|highest|largest|"
    r"most|"
    r"as (?:low|cheap\w*|high|small|large|great) as possible|maximal|minimal|best)\b"
)


def _sense(text: str) -> Sense | None:
    low = re.search(r"\b(?:minimal|minimum|lowest|least|cheapest|smallest)\b", text)
    high = re.search(r"\b(?:maximal|highest|greatest|largest)\b", text)
    if bool(low) == bool(high):
        return None
    return Sense.MINIMIZE if low else Sense.MAXIMIZE


def _roles(case: Case) -> _Roles | None:
    frames = find_frames(case)
    grids = [f for f in frames if f.is_full and len(f.labels) > 1 and len(f.heads) > 1]
    grids = [f for f in grids if not f.is_between_places]
    worths = [f for f in grids if _WORTH.search(f"{f.caption} {f.corner}")]
    if len(grids) == 2 and len(worths) == 2:
        worths = [f for f in grids if not _USE.search(f"{f.caption} {f.corner}")]
    if len(worths) != 1 or len(grids) > 2:
        return None
    worth = worths[0]
    others = [f for f in frames if f is not worth]
    use = next((f for f in grids if f is not worth), None)
    if use is not None:
        same = use.labels == worth.labels and use.heads == worth.heads
        if not same or not _USE.search(f"{use.caption} {use.corner}"):
            return None
        others = [f for f in others if f is not use]
    own = frozenset(n.id for f in (worth, use) if f is not None for n in f.numbers())
    rows = find_tallies(case, worth.labels, others, own)
    columns = find_tallies(case, worth.heads, others, own)
    limits = [(t, True) for t in rows if _LIMIT.search(t.words)]
    limits += [(t, False) for t in columns if _LIMIT.search(t.words)]
    if use is not None:
        if len(limits) != 1 or len(rows) + len(columns) != 1:
            return None
        return _made(worth, use, *limits[0])
    if len(rows) != 1 or len(columns) != 1:
        return None
    for limit, needs, down in ((rows[0], columns[0], True), (columns[0], rows[0], False)):
        available = _AVAILABLE.search(limit.words) and not _AVAILABLE.search(needs.words)
        if available and _USE.search(needs.words) and "capacit" not in needs.words:
            return _made(worth, needs, limit, down)
    return None


def _made(worth: Frame, use: Frame | Tally, limit: Tally, agents_down: bool) -> _Roles:
    agents, jobs = (worth.labels, worth.heads) if agents_down else (worth.heads, worth.labels)
    return _Roles(agents, jobs, worth, use, limit, agents_down)


def _entries(frame: Frame, agents_down: bool) -> list[tuple[tuple[str, str], Number]]:
    return [
        ((label, head) if agents_down else (head, label), number)
        for label, row in zip(frame.labels, frame.cells, strict=True)
        for head, number in zip(frame.heads, row, strict=True)
        if number is not None
    ]


def _tallied(tally: Tally) -> Sequence[tuple[tuple[str], Number]]:
    return [((name,), number) for name, number in zip(tally.names, tally.numbers, strict=True)]


def _template(case: Case, roles: _Roles, sense: Sense) -> Draft:
    draft = Draft(case, "generalised assignment")
    draft.covered.update({*roles.worth.lines, *roles.use.lines, *roles.limit.lines})
    who = draft.set_with("agents", roles.agents, "who does them")
    what = draft.set_with("jobs", roles.jobs, "what is to be done")
    name = "cost" if sense is Sense.MINIMIZE else "worth"
    worth = draft.given(name, (who, what), _entries(roles.worth, roles.agents_down))
    if isinstance(roles.use, Frame):
        use = draft.given("use", (who, what), _entries(roles.use, roles.agents_down)) + "[i, j]"
    else:
        use = draft.given("use", (what,), _tallied(roles.use)) + "[j]"
    limit = draft.given("limit", (who,), _tallied(roles.limit))
    does = draft.variable("does", (who, what), Domain.BINARY, meaning="1 if it is given to them")
    draft.constrain("each_job_once", f"sum({does}[i, j] for i in {who}) == 1", f"j in {what}")
    draft.constrain(
        "limit_of_each",
        f"sum({use} * {does}[i, j] for j in {what}) <= {limit}[i]",
        f"i in {who}",
        line=roles.limit.lines[0],
    )
    each = f"{worth}[i, j] * {does}[i, j]"
    draft.optimize(sense, f"sum({each} for i in {who} for j in {what})", f"total {name}")
    return draft


FAMILY: Final = Family(
    name="generalised assignment",
    roles={
        "worth": "agents × jobs: cost or gain",
        "use": "agents × jobs, or of each job",
        "limit": "of each agent",
    },
    fill=_fill,
)
