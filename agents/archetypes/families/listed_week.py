"""Staff around the week told in prose: needs by weekday, some days on and the rest of the week off.

The week goes round: after Sunday comes Monday (cyclic staffing after Baker, 1976).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.layout import Line
from optimoot.agents.archetypes.remainder import doubt_remainder
from optimoot.agents.archetypes.series import find_series, line_at
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number, NumberKind

_DAYS: Final = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_DAY: Final = re.compile(
    r"\b(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day|sday|nesday|rsday|urday|[a-z]{0,2})s?)\b"
)
_ROW: Final = (
    r"(?:days? (?:running|in a row|in succession|on end|straight|on the trot|back to back|on)\b|"
    r"(?:consecutive|successive|straight) days\b)"
)
_OFF: Final = (
    r"(?:(?:full |consecutive |whole )?days? (?:off|of rest|rest|free|at home|of leave)\b|"
    r"(?:free|rest) days\b|days\b(?= \w+ ?[.,]?$)|(?:off|free)\b|(?=[.,]|$))"
)
_FEW: Final = re.compile(
    r"\b(?:fewest|how few|as few|at least|as a minimum|at (?:the |a )?minimum)\b|"
    r"\b(?:smallest|least|minimum|minimal|lowest) (?:\w+ )?"
    r"(?:number|size|count|staff|crew|workforce|payroll)\b|\bminimi[sz]\w*\b"
)
_MEANS: Final = (
    rf"\b(?:then |before starting again )?(?:has|have|takes?|is|are|gets?|rests?|enjoys?) "
    rf"(?:then |the (?:next|following|other) )?(?:off )?(?:for )?\S+ {_OFF}",
    rf"(?:for )?\S+ {_ROW}",
    r"\b(?:is|are) (?:free|off) (?:for )?the (?:next |following )?\S+ days(?: (?:after (?:that|it)|"
    r"that follow|afterwards))?\b",
    r"\bthis (?:pattern|rhythm|cycle) repeats(?: itself)?\b|\brests? on the seventh\b|"
    r"\bthe seventh (?:day )?(?:is )?(?:off|free)\b",
    r"\b(?:as a|at the) minimum\b|\bwith which\b|"
    r"\bmust have\b(?= the following)|\brequires?\b(?= \d)|\bminimum\b(?= (?:number|need)s?\b)|"
    r"\brests? for the next \w+\b(?= ?[.,])|\b(?:has|have) to employ\b|\bthat will do\b",
    r"\bfollowed by \S+ (?:days )?(?:of )?(?:rest|off|days off|leave|free)\b",
    r"\b(?:and )?then\b|\bbefore starting again\b|\bevery week the same\b|\bweek after week\b|"
    r"\bthis repeats every week\b|\bthe same every week\b",
    r"\b(?:must|has to|have to|needs? to|should) (?:have|employ|hire|be|keep|engage|schedule|"
    r"roster|work|"
    r"staff)(?: (?:on duty|at work|present|available|employed|hired|kept))?(?: at least)?\b|"
    r"\b(?:is|are) (?:required|needed)\b|\brequired?\b|\bminimum(?= number)|\bat least\b",
    r"\b(?:smallest|least|minimum|minimal|lowest|fewest) (?:possible )?(?=\w+)",
    r"\bcan the \w+ (?:\w+ )?be (?:run|operated|staffed|kept going)\b",
)
_OTHER: Final = re.compile(
    r"\b(?:part ?- ?time\w*|overtime|costs?|wages?|paid|pay|salary|temporary|weekend shift|night|"
    r"morning|evening|holiday|sick|trainees?|already|any (?:two|five|three|four) days|"
    r"not necessarily|per (?:hour|shift)|half|may choose|at most|no more than)\b"
)
_AT_WORK: Final = re.compile(
    r"\b(?:works?|working|duty|on call|on shift|serves?|rostered|at work|present|shifts?)\b"
)
_SEVENTH: Final = re.compile(
    r"\b(?:rests?|off|free|at home|home)\b (?:(?:is|are|stays?) )?(?:on )?the seventh\b|"
    r"\bthe seventh (?:day )?(?:is )?(?:off|free|of rest|a day of rest|at home)\b"
)
_ALL_DAYS: Final = re.compile(r"\bmonday (?:to|through|until|till|-|–) sunday\b")
_WEEK: Final = 7


@dataclass(frozen=True)
class _Rhythm:
    on: Number
    off: Number | None
    line: int


def _fill(case: Case) -> Draft | None:
    if case.problem.tables or _OTHER.search(case.lower):
        return None
    if case.goal is not None and case.goal.sense is not Sense.MINIMIZE:
        return None
    asks = [line for line in case.lines if _FEW.search(line.lower)]
    needs = _needs(case)
    rhythm = _rhythm(case)
    if not asks or needs is None or rhythm is None:
        return None
    draft = _template(case, needs, rhythm)
    draft.covered.update(line.index for line in asks)
    draft.explain(_spare(case, draft, rhythm))
    doubt_remainder(draft, _MEANS, ())
    return draft


def _needs(case: Case) -> tuple[Number, ...] | None:
    """The figure of each weekday, Monday first; told before each day or after each."""
    text = case.problem.text
    days = list(_DAY.finditer(text))
    if [d.group(1) for d in days] == ["Mon", "Sun"]:
        return _in_turn(case)
    if [d.group(1) for d in days] != [day[:3] for day in _DAYS]:
        return None
    start = text.rfind("\n", 0, days[0].start()) + 1
    begin = max(start, case.lines[line_at(case, days[0].start())].start)
    line = case.lines[line_at(case, days[-1].start())]
    end = text.index(line.quote, line.start) + len(line.quote)
    inside = [n for n in case.problem.numbers if begin <= n.start < end]
    if len(inside) != _WEEK or any(n.kind is not NumberKind.PLAIN for n in inside):
        return None
    first = inside[0].start < days[0].start()
    for place, (number, day) in enumerate(zip(inside, days, strict=True)):
        ordered = number.start < day.start() if first else day.start() < number.start
        following = days[place + 1].start() if place + 1 < _WEEK else len(text)
        if not ordered or (not first and number.start > following):
            return None
        if first and place and number.start < days[place - 1].start():
            return None
    return tuple(inside)


def _in_turn(case: Case) -> tuple[Number, ...] | None:
    """Seven figures in a row where the text tells that days go from Monday to Sunday."""
    runs = [run for run in find_series(case) if len(run.numbers) == _WEEK and not run.labelled]
    if len(runs) != 1 or not _ALL_DAYS.search(case.lower):
        return None
    return runs[0].numbers


def _rhythm(case: Case) -> _Rhythm | None:
    """How many days are worked in a row and how many are off, where they make a week."""
    found = []
    for line in case.lines:
        on = [n for n in _numbers(line) if re.match(_ROW, _rest(line, n))]
        off = [n for n in _numbers(line) if n not in on and _is_off(line, n)]
        if len(on) == 1 and len(off) <= 1 and (off or _AT_WORK.search(line.lower)):
            resting = off[0] if off else _seventh(line)
            found.append(_Rhythm(on[0], resting, line.index))
    if len(found) != 1:
        return None
    rhythm = found[0]
    worked = rhythm.on.value
    if rhythm.off is None or not worked.is_integer():
        return None
    last = rhythm.off.kind is NumberKind.ORDINAL
    if (rhythm.off.value if last else worked + rhythm.off.value) != _WEEK:
        return None
    if last and worked != _WEEK - 1:
        return None
    return rhythm if 0 < worked < _WEEK else None


def _seventh(line: Line) -> Number | None:
    """The ordinal of "rests on the seventh"."""
    told = _SEVENTH.search(line.lower)
    ordinals = [n for n in _numbers(line) if n.kind is NumberKind.ORDINAL and n.value == _WEEK]
    return ordinals[0] if told and ordinals else None


def _numbers(line: Line) -> list[Number]:
    return [t.number for t in line.tokens if t.number is not None]


def _rest(line: Line, number: Number) -> str:
    place = next(k for k, t in enumerate(line.tokens) if t.number is number)
    return " ".join(t.lower for t in line.tokens[place + 1 : place + 6])


def _is_off(line: Line, number: Number) -> bool:
    place = next(k for k, t in enumerate(line.tokens) if t.number is number)
    before = " ".join(t.lower for t in line.tokens[max(0, place - 4) : place])
    following = _rest(line, number)
    said = re.match(r"(?:\w+ )?days? (?:off|of rest|rest|free|at home|of leave)\b", following)
    led = re.search(r"\b(?:off|rests?|free)(?: for)?(?: the)?(?: (?:next|following))?$", before)
    return bool(said or (led and re.match(r"days?\b|$|[.,]", following)))


def _spare(case: Case, draft: Draft, rhythm: _Rhythm) -> dict[str, str]:
    """The rest of the cycle, and the seven days of a week."""
    spare = {rhythm.off.id: "is the rest of the cycle"} if rhythm.off is not None else {}
    for number in case.problem.numbers:
        told = number.id not in draft.used and number.value == _WEEK
        if told and re.match(r" days\b", case.problem.text[number.end : number.end + 6]):
            spare[number.id] = "counts the days of a week"
    return spare


def _template(case: Case, needs: tuple[Number, ...], rhythm: _Rhythm) -> Draft:
    draft = Draft(case, "shifts around a cycle")
    days = draft.set_with("days", tuple(range(1, _WEEK + 1)), "the days from Monday on")
    entries = [((place,), number) for place, number in enumerate(needs, 1)]
    needed = draft.given("needed", (days,), entries)
    length = draft.given("days_worked", (), [((), rhythm.on)])
    draft.covered.update({rhythm.line, *(line_at(case, n.start) for n in needs)})
    cycle = f"sum(1 for q in {days})"
    start = draft.variable("start", (days,), Domain.INTEGER, meaning="whose first day it is")
    draft.constrain(
        "enough_at_work",
        f"sum({start}[s] for s in {days} if (d - s + {cycle}) % {cycle} < {length}) >= {needed}[d]",
        f"d in {days}",
        line=line_at(case, needs[0].start),
        meaning="those at work began on the day or on one of the days before it",
    )
    draft.optimize(Sense.MINIMIZE, f"sum({start}[s] for s in {days})", "people")
    draft.assumptions.append("Whole numbers, being counted: people. The week goes round.")
    return draft


FAMILY: Final = Family(
    name="staff around the week",
    roles={"needed": "on each weekday", "days worked": "in a row; the rest of the week is off"},
    fill=_fill,
)
