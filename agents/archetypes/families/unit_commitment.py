"""Unit commitment: which generators run in which period, and how much each gives.

The plain form of Garver (1962): least and greatest output, cost of output, cost of running, cost of
a start, demand by period, and a reserve of running capacity.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.families.several_knapsacks import names_of_things
from optimoot.agents.archetypes.frames import Frame, find_frames
from optimoot.agents.archetypes.horizon import demand_by_period
from optimoot.agents.archetypes.layout import Form
from optimoot.agents.archetypes.remainder import doubt_remainder, explain_horizon, explain_sizes
from optimoot.agents.archetypes.surroundings import left_over
from optimoot.agents.archetypes.tallies import Tally, find_tallies
from optimoot.agents.team import Question
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number, NumberKind

_ABOUT: Final = re.compile(
    r"\b(?:generat\w+|power|mw|mwh|kw|kwh|electric\w*|turbines?|committed|commitment|boilers?|"
    r"furnaces?|"
    r"pumps?|steam|megawatts?|heat|chillers?|compressors?)\b"
)
_START: Final = re.compile(r"\bstart\w*\b|\bswitch\w* on\b|\bturn\w* on\b|\bfiring up\b")
_STOP: Final = re.compile(
    r"\bshut\w*\b|\bswitch\w* off\b|\bminimum (?:up|down)\b|\bramp\w*\b|\b(?:up|down) ?-? ?time\b"
)
_LEAST: Final = re.compile(r"\b(?:p ?_?)?(?:min\w*|least|lowest|lower)\b")
_MOST: Final = re.compile(r"\b(?:p ?_?)?(?:max\w*|most|highest|capacit\w+|upper|greatest|up to)\b")
_RUNNING: Final = re.compile(
    r"\b(?:fixed|no ?-? ?load|running|run|per (?:hour|period|shift|day)(?! per)|hourly|standby|"
    r"commitment|"
    r"operating|keeping|on)\b"
)
_PER_OUTPUT: Final = re.compile(
    r"\b(?:per|a|each|/) ?(?:unit of )?(?:mwh?|kwh?|unit|megawatt\w*|tonne|ton|gj|kilowatt\w*|m3|"
    r"litre)\b|"
    r"\b(?:variable|fuel|marginal|production|generation|energy|unit) costs?\b|/ ?(?:mwh?|kwh?)\b"
)
_MONEY: Final = re.compile(
    r"\b(?:costs?|prices?|euros?|dollars?|pounds?|fuel|expenses?|yuan)\b|[$€£]"
)
_OFF: Final = re.compile(
    r"\b(?:all|every|none|no|both)\b.{0,60}\b(?:off|running|on|idle|shut down|stopped|cold)\b|"
    r"\b(?:initially|beginning|at first|at the start|beforehand|before)\b.{0,60}\b(?:off|idle|"
    r"shut down|stopped|cold)\b"
)
_EXACTLY: Final = re.compile(r"\b(?:exactly|equals?|precisely|balance|same as)\b")
_RESERVE: Final = re.compile(r"\breserve\b|\bmargin\b|\bspare\b")
_GOAL: Final = re.compile(
    r"\b(?:minimi[sz]\w*|least|lowest|cheap\w*|smallest|minimum|minimal|as (?:low|little|"
    r"cheap\w*) as possible)\b"
)
_UNIT: Final = r"(?:\w+ ){0,2}?\w+"
_MEANS: Final = (
    r"\b(?:a |each |any |every )?start ?-? ?up costs?(?: is| are| has to be| must be)?(?: paid| "
    r"incurred| due| charged)?"
    rf"(?: (?:whenever|each time|every time|when|if))?(?: {_UNIT} (?:is|are) (?:switched|turned|"
    rf"started|brought)(?: on| up)?)?"
    r"(?: (?:in|for) (?:a|that|the) \w+)?(?: (?:after|when) (?:it was|it has been|being|having "
    r"been) off(?: in the (?:period|hour|one) before)?)?",
    r"\b(?:whenever|each time|every time|when|if) (?:a|the|it|an|any)(?: \w+)? (?:is|are|has been|"
    r"was)? ?(?:switched|turned|started|brought|starts)"
    r"(?: on| up)?\b",
    r"\b(?:paid|incurred|due|charged) (?:whenever|each time|every time|when|if|once)\b[^.;,]{0,60}",
    r"\b(?:initially|at the (?:beginning|start|outset)|before (?:the )?(?:first )?(?:period|hour|"
    r"shift|day|start|horizon)|beforehand)?,? ?"
    r"(?:all|every|both)(?: of)?(?: \w+){0,2} (?:is|are|were|was|start) (?:initially |switched |"
    r"turned |shut )?(?:off|down|idle|stopped|cold)"
    r"(?: (?:at|before) (?:the )?(?:beginning|start|outset|first \w+|period 1|hour 1))?",
    r"\b(?:none|no \w+)(?: of (?:them|the \w+))? (?:is|are|was|were) (?:running|on)(?: (?:at|"
    r"before) (?:the )?(?:beginning|start|outset|first \w+|period 1|hour 1))?",
    r"\bbefore (?:the )?(?:first|period|hour)(?: \w+)?",
    r"\b(?:must|has to|have to|needs? to|should|shall)(?: always| together)? (?:be )?(?:produce "
    r"exactly the demand|met|covered|"
    r"satisfied|balanced|equal|supplied|served|meet|cover|fulfilled|match)"
    r"(?: the)?(?: demand| load)?(?: exactly| precisely| in full| in every \w+| in each \w+)*",
    r"\b(?:exactly|precisely)\b|\bequals?\b(?= the| demand)",
    r"\b(?:must|has to|have to|can|may|will|should)?(?: then)? ?(?:produces?|deliver\w*|gives?|"
    r"run\w*|generat\w*|works?|operat\w*|output|suppl\w+|be)?"
    r" ?(?:at a level |somewhere |anything )?(?:between|within) (?:its|their|the)(?: "
    r"\w+){0,2}?(?: min\w*| least| lowest)?(?: output| level| load| power)?"
    r"(?: (?:and|to)(?: (?:its|their|the))?(?: max\w*| greatest| highest| most)?(?: output| level|"
    r" load| power)?)?(?: limits?)?",
    r"\b(?:if|when|while|once|as long as) (?:it|they|a \w+|the \w+|that \w+|an \w+) (?:is|are|"
    r"runs?|has been|works?)(?: (?:on|running|committed|switched on|turned on|started|in "
    r"operation))?",
    r"\b(?:that|which) (?:is|are) (?:on|running|committed|switched on|turned on)\b",
    r"\b(?:minimum|maximum|min|max|least|greatest|lowest|highest|most)\b(?= (?:stable )?(?:output|"
    r"power|level|load|production|generation|total|cost|possible|of|\d|\())",
    r"\b(?:at least|at most|up to|no more than|no less than|not less than)\b(?= \d)",
    r"\b(?:a |an )?(?:unit|generator|machine|plant|turbine)? ?that (?:is|are) off (?:gives?|"
    r"produces?|delivers?|generates?) nothing\b|\botherwise (?:it )?(?:gives|produces|delivers) "
    r"nothing\b",
    r"\beither off or\b|\bor is off\b|\bor (?:it )?(?:is|stays) off\b",
    r"\bnext\b|\b(?:the )?lowest\b(?= total| cost| possible)|\bas \w+ as possible\b",
    r"\b(?:its|their) (?:minimum|maximum)\b",
    r"\b(?:has|have) to be (?:committed|scheduled|run|switched on)\b|\bmust be (?:decided|"
    r"determined)\b",
    r"\bplus\b|\bin addition\b|\bbetween\b(?= \d)",
)


@dataclass(frozen=True)
class _Roles:
    units: tuple[str, ...]
    least: Tally | None
    most: Tally
    cost: Tally | None
    start: Tally
    running: Tally | None
    periods: tuple[int, ...]
    demand: tuple[Number, ...]
    demand_lines: tuple[int, ...]
    reserve: Number | None
    frames: tuple[Frame, ...]


def _fill(case: Case) -> Draft | None:
    text = case.lower
    if case.problem.tables or not (_ABOUT.search(text) and _START.search(text)):
        return None
    if _STOP.search(text) or not any(_GOAL.search(line.lower) for line in case.lines):
        return None
    roles = _roles(case)
    if roles is None:
        return None
    draft = _template(case, roles)
    for frame in roles.frames:
        draft.explain(dict.fromkeys(frame.naming, "names a row or column"))
    explain_sizes(draft, len(roles.units), len(roles.periods))
    explain_horizon(draft, len(roles.periods))
    named = [n for n in case.problem.numbers if n.id in case.explained]
    draft.explain({n.id: "names a member" for n in named if n.id not in draft.used})
    if not _OFF.search(text):
        draft.doubt(_UNSAID, "it is not said what runs at the beginning")
        draft.assumptions.append("Nothing runs before the first period.")
    means = (*_MEANS, *((_RESERVED,) if roles.reserve is not None else ()))
    data = [i for frame in roles.frames for i in frame.lines]
    data += [i for i in roles.demand_lines if case.lines[i].form is Form.ENTRY]
    doubt_remainder(draft, means, roles.units, data=data)
    return draft


_RESERVED: Final = (
    r"\b(?:the )?(?:total |committed |running |online |available |combined )*(?:capacity|maximum "
    r"\w+)"
    r"(?: of (?:the |all )?\w+(?: \w+)?)? (?:must|has to|should) (?:exceed|cover|be)\b[^.]{0,120}|"
    r"\b(?:spinning |a )*reserve (?:margin )?of (?:at least )?\d+ ?%[^.,;]{0,60}"
)
_UNSAID: Final = 0.15


def _roles(case: Case) -> _Roles | None:
    frames = find_frames(case)
    for names in names_of_things(case, frames):
        tallies = find_tallies(case, names, frames)
        found = _figures(tallies)
        if found is None:
            continue
        taken = {n.id for t in tallies for n in t.numbers}
        own = [f for f in frames if set(f.lines) & {i for t in tallies for i in t.lines}]
        taken |= {key for f in own for key in f.naming}
        demand = demand_by_period(case, [f for f in frames if f not in own], taken)
        if demand is None:
            continue
        numbers, lines, frame = demand
        taken |= {n.id for n in numbers} | (frame.naming if frame is not None else set())
        left = [n for n in left_over(case, taken) if n.kind is NumberKind.PERCENT]
        reserve = [n for n in left if _RESERVE.search(_sentence(case, n))]
        if len(reserve) > 1 or (not reserve and _RESERVE.search(case.lower)):
            return None
        kept = (*own, *([frame] if frame is not None else []))
        return _Roles(
            tuple(names),
            found.get("least"),
            found["most"],
            found.get("cost"),
            found["start"],
            found.get("running"),
            tuple(range(1, len(numbers) + 1)),
            numbers,
            lines,
            reserve[0] if reserve else None,
            kept,
        )
    return None


def _sentence(case: Case, number: Number) -> str:
    for line in case.lines:
        if line.start <= number.start < line.start + len(line.quote):
            return line.lower
    return ""


def _figures(tallies: Sequence[Tally]) -> dict[str, Tally] | None:
    """The role of each figure of the units; None where one has none, or two have the same."""
    found: dict[str, Tally] = {}
    for tally in tallies:
        words = tally.words
        money = bool(_MONEY.search(words))
        if _START.search(words):
            role = "start"
        elif _PER_OUTPUT.search(words) and (
            money or not (_LEAST.search(words) or _MOST.search(words))
        ):
            role = "cost"
        elif money and _RUNNING.search(words):
            role = "running"
        elif money:
            return None
        elif _LEAST.search(words) and not _MOST.search(words):
            role = "least"
        elif _MOST.search(words):
            role = "most"
        else:
            return None
        if role in found:
            return None
        found[role] = tally
    if not {"most", "start"} <= set(found) or not {"cost", "running"} & set(found):
        return None
    return found


def _template(case: Case, roles: _Roles) -> Draft:
    draft = Draft(case, "unit commitment")
    units = draft.set_with("units", roles.units, "what can run")
    periods = draft.set_with("periods", roles.periods, "in order")
    for tally in (roles.least, roles.most, roles.cost, roles.start, roles.running):
        draft.covered.update(tally.lines if tally is not None else ())
    draft.covered.update(roles.demand_lines)

    def told(name: str, tally: Tally | None) -> str:
        if tally is None:
            return ""
        entries = [((u,), n) for u, n in zip(tally.names, tally.numbers, strict=True)]
        return draft.given(name, (units,), entries)

    need = draft.given(
        "demand",
        (periods,),
        [((t,), n) for t, n in zip(roles.periods, roles.demand, strict=True)],
    )
    most = told("most_output", roles.most)
    least = told("least_output", roles.least)
    on = draft.variable("on", (units, periods), Domain.BINARY, meaning="1 if the unit runs")
    starts = draft.variable("starts", (units, periods), Domain.BINARY, meaning="1 if it is started")
    output = draft.variable("output", (units, periods), meaning="output of the unit")
    both = f"u in {units}, t in {periods}"
    draft.constrain("most", f"{output}[u, t] <= {most}[u] * {on}[u, t]", both)
    if least:
        draft.constrain("least", f"{output}[u, t] >= {least}[u] * {on}[u, t]", both)
    draft.constrain("started", f"{starts}[u, t] >= {on}[u, t] - {on}[u, t - 1]", f"{both} if t > 1")
    draft.constrain("started_first", f"{starts}[u, 1] >= {on}[u, 1]", f"u in {units}")
    total = f"sum({output}[u, t] for u in {units})"
    line = roles.demand_lines[0]
    draft.constrain("demand_met", f"{total} >= {need}[t]", f"t in {periods}", line=line)
    draft.constrain("no_more_than_demand", f"{total} <= {need}[t]", f"t in {periods}", line=line)
    if not _EXACTLY.search(case.lower):
        question = Question(text="May more be produced than is needed in a period?")
        draft.questions.append(("no_more_than_demand", question))
    _reserve(draft, roles, (units, periods), f"{most}[u] * {on}[u, t]", need)
    cost, running = told("cost", roles.cost), told("running_cost", roles.running)
    start = told("start_cost", roles.start)
    terms = [f"{start}[u] * {starts}[u, t]"]
    terms += [f"{cost}[u] * {output}[u, t]"] if cost else []
    terms += [f"{running}[u] * {on}[u, t]"] if running else []
    each = " + ".join(terms)
    draft.optimize(Sense.MINIMIZE, f"sum({each} for u in {units} for t in {periods})", "total cost")
    return draft


def _reserve(draft: Draft, roles: _Roles, sets: tuple[str, str], room: str, need: str) -> None:
    """The capacity that runs exceeds the demand by a share of it."""
    if roles.reserve is None:
        return
    units, periods = sets
    share = draft.given("reserve_percent", (), [((), roles.reserve)])
    draft.constrain(
        "reserve",
        f"sum({room} for u in {units}) >= {need}[t] * (1 + {share} / 100)",
        f"t in {periods}",
    )


FAMILY: Final = Family(
    name="unit commitment",
    roles={
        "most_output": "of each unit",
        "least_output": "of each unit, or none",
        "cost": "of output, of running, of a start, of each unit",
        "demand": "of each period",
        "reserve": "share of the demand, or none",
    },
    fill=_fill,
    means=re.compile(r"\b(?:start|switched|turned|off|running|committed)\b"),
)
