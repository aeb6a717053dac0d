"""Colouring: the fewest slots such that pairs in conflict get different ones.

Exams in time slots (de Werra 1985), masts and frequencies (Hale 1980), jobs that share a machine.
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.conflicts import Conflicts, find_conflicts, told_lines
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.remainder import doubt_remainder, explain_sizes
from optimoot.agents.archetypes.surroundings import after, left_over
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number

_SLOTS: Final = (
    r"(?:time slots?|slots?|time ?-? ?slots?|periods?|frequenc\w+|colou?rs?|channels?|days?|"
    r"sessions?|groups?|tanks?|"
    r"rooms?|shelves|shelf|cages?|teams?|batches|batch|tables?|registers?|machines?|shifts?|"
    r"phases?|"
    r"lockers?|compartments?|buses|trips|rounds?|enclosures?|aquariums?|crates?|platforms?|tracks?|"
    r"evenings?|mornings?|afternoons?|hours?|halls?|studios?|cupboards?|time blocks?|blocks?|"
    r"boats?|gates?|waves?)"
)
_FEW: Final = re.compile(
    r"\b(?:fewest|as few) (?:\w+ ){0,2}?\w+s\b|"
    rf"\b(?:fewest|as few|(?:least|smallest|minimum|minimal|lowest) (?:possible )?number of|"
    rf"minimi[sz]\w* the (?:total )?number of) (?:\w+ ){{0,2}}?{_SLOTS}\b|"
    rf"\bhow (?:many|few) (?:\w+ ){{0,2}}?{_SLOTS}\b.{{0,200}}\b(?:at least|at minimum|minimum|at "
    rf"the least)\b|"
    rf"\bhow few (?:\w+ )?{_SLOTS}\b"
)
_APART: Final = re.compile(
    r"\b(?:cannot|must not|may not|can't|conflict\w*|interfer\w*|clash\w*|share\w*|shared|same|"
    r"different|distinct|apart|together|"
    r"simultaneous\w*|parallel|adjacent|neighbou?r\w*|border\w*|incompatible|overlap\w*|at once|"
    r"at the same time)\b"
)
_OTHER: Final = re.compile(
    r"\b(?:capacit\w+|seats|at most|no more than|costs?|penalt\w+|before|after|consecutive\w*|"
    r"length|"
    r"durations?|weights?|profit|revenue|supervisors?|prefer\w*|unless|except|already|available|"
    r"not use|only use|in a row|two (?:time )?(?:slots|frequencies|hours)|twice)\b"
)
_MEANS: Final = (
    r"\b(?:cannot|can't|must not|may not|can not) (?:live|be|sit|stay|travel|go|stand|work|play|"
    r"share \w+|"
    r"be kept|be put|be stored) with [^.;]{1,80}",
    rf"\b(?:so |they |which |that |and |therefore |these |such |conflicting |adjacent |"
    rf"neighbou?ring |interfering )*(?:\w+ ){{0,3}}?"
    r"(?:must|may|can|should|shall|has to|have to|need to|needs to|are|is)(?: not|not|n't)? "
    r"?(?:be |get |have |use |receive |take place |be given |"
    r"be held |be put |be scheduled |be placed |be assigned |be assigned to |share |be stored |"
    r"sit |run |go |transport |travel |"
    rf"be written |be kept |broadcast |work |happen |occur |be on |be in |lie )*(?:on |in |at |"
    rf"into |to )?(?:a |an |the |any |one )?(?:same|different|distinct|separate)(?: \w+)?(?: "
    rf"{_SLOTS})?",
    rf"\b(?:must|may|can|should|shall|cannot|can't|could)(?: not|n't)? (?:be )?share(?:d)?(?: "
    rf"(?:a|an|the|one))?(?: {_SLOTS})?",
    r"\b(?:cannot|can not|must not|may not|can't|should not) (?:be (?:kept|stored|put|placed|"
    r"scheduled|held|transported|done|run|written|assigned)|happen|take place|run|meet|sit|travel|"
    r"go|share)"
    r"(?: (?:together|simultaneously|in parallel|at once|in the same \w+|at the same time|at the "
    r"same \w+|on the same \w+))?(?: \w+)?",
    r"\b(?:conflict\w*|interfere\w*|clash\w*|overlap\w*)(?: with)?(?: each other| one another)?\b",
    r"\b(?:each other|one another)\b|\bat the same time\b|\bcommon\b",
    r"\btwo(?: or more)? of (?:them|these|the \w+)\b|\b(?:two|more than one) (?:\w+ )?(?:of them|"
    r"courses|exams|things)?\b",
    rf"\b(?:each|every)(?: \w+){{1,2}} (?:must|has to|needs to|is to|needs|requires|gets?|is)(?: "
    rf"be)?(?: (?:given|assigned|held|scheduled|put))?(?: \w+)? ?(?:exactly )?(?:one|a single|"
    rf"once)?(?: {_SLOTS})?",
    rf"\b(?:fewest|least|smallest|minimum|minimal|lowest|most)\b(?= (?:possible )?(?:number|"
    rf"{_SLOTS}|\w+ {_SLOTS}))",
    r"\bat (?:the )?(?:least|minimum)\b(?= ?\?| ?$|(?: are)? needed)|\b(?:needed|required|"
    r"necessary)(?: at least| at minimum)?\b",
    r"\b(?:so that|such that) no (?:two )?(?:\w+ ){0,4}?(?:share|get|have|use|conflict\w*|"
    r"same)\b(?: the)?(?: same)?(?: \w+)?",
    r"\bno (?:two )?(?:\w+ ){0,3}?(?:may|can|must|should|has|have|share|sits?|takes?)\b(?: (?:to "
    r")?(?:share|be|use|have|get|sit|take))?(?: in| on| at)?(?: the)?(?: same)?(?: \w+)?",
    r"\bpairs?\b|\bas few\b|\bas possible\b|\bdifferent\b(?= (?:time )?(?:slots?|frequenc\w+|"
    r"colou?rs?|channels?|days?))",
    r"\b(?:have|has) to be (?:given|assigned|scheduled|put|held|coloured|colored|stored|placed|"
    r"distributed|seated|written|arranged)\b|\bmust be (?:given|scheduled|assigned|stored|placed|"
    r"coloured)\b",
    r"\bneeds?(?: to)?\b|\bif they\b|\bwhen they\b|\bany number of\b|\b(?:as many|any "
    r"number)\b(?: \w+){0,4} (?:may|can) (?:be|share)[^.]*",
    r"\bseparate (?:slots?|time slots?|tanks?|rooms?|days?|frequenc\w+|channels?)\b|\bno other "
    r"(?:rules|conflicts|restrictions)\b",
    r"\bboth\b(?= (?:take|attend|sit|exams|of these))",
)
_LEGEND: Final = re.compile(
    r"(?:in the (?:table|matrix) )?(?:means?|marks?|stands|indicates?|says|shows?|if|=)"
)
_MOST: Final = 25


def _fill(case: Case) -> Draft | None:
    text = case.lower
    asks = [line for line in case.lines if _FEW.search(line.lower)]
    if case.problem.tables or not asks or not _APART.search(text) or _OTHER.search(text):
        return None
    conflicts = find_conflicts(case)
    if conflicts is None or len(conflicts.things) > _MOST:
        return None
    draft = _template(case, conflicts, asks[0].index)
    draft.explain(dict.fromkeys(conflicts.numbers, "names a thing or marks a conflict"))
    draft.explain({n.id: "names a thing" for n in _naming(case, conflicts)})
    explain_sizes(draft, len(conflicts.things), len(conflicts.pairs))
    for number in left_over(case, draft.explained):
        if number.value in (0, 1) and _LEGEND.match(after(case, number)):
            draft.explained[number.id] = "tells what the marks mean"
        if number.text.lower() == "two":
            draft.explained[number.id] = "speaks of any two"
    doubt_remainder(
        draft,
        _MEANS,
        conflicts.things,
        data=[line.index for line in told_lines(case, conflicts)],
    )
    return draft


def _naming(case: Case, conflicts: Conflicts) -> list[Number]:
    """The Numbers within names of things: the 6 of "M1 to M6", the 2 of "Exam 2"."""
    found = []
    things = {thing.lower() for thing in conflicts.things}
    for number in case.problem.numbers:
        start = case.problem.text[max(0, number.start - 20) : number.start]
        word = re.search(r"([^\W\d_]+)\s?$", start)
        if word is None:
            continue
        for gap in ("", " "):
            if f"{word.group(1)}{gap}{number.text}".lower() in things:
                found.append(number)
    return found


def _template(case: Case, conflicts: Conflicts, line: int) -> Draft:
    draft = Draft(case, "colouring")
    draft.covered.update((*conflicts.lines, line))
    things = draft.set_with("things", conflicts.things, "what gets a slot")
    pairs = draft.set_with("conflicts", conflicts.pairs, "what must not share one")
    degree = {thing: sum(thing in pair for pair in conflicts.pairs) for thing in conflicts.things}
    most = max(degree.values()) + 1
    slots = draft.set_with("slots", tuple(range(1, most + 1)), "more are never needed")
    gets = draft.variable("gets", (things, slots), Domain.BINARY, meaning="1 if it gets the slot")
    used = draft.variable("used", (slots,), Domain.BINARY, meaning="1 if the slot is used")
    draft.constrain("one_each", f"sum({gets}[i, s] for s in {slots}) == 1", f"i in {things}")
    draft.constrain(
        "apart",
        f"{gets}[i, s] + {gets}[j, s] <= {used}[s]",
        f"i, j in {pairs}, s in {slots}",
        line=conflicts.lines[0],
    )
    draft.constrain("slots_used", f"{gets}[i, s] <= {used}[s]", f"i in {things}, s in {slots}")
    draft.constrain(
        "in_order",
        f"{used}[s] <= {used}[s - 1]",
        f"s in {slots} if s > 1",
        meaning="slots are alike, so that the first are used",
    )
    draft.optimize(Sense.MINIMIZE, f"sum({used}[s] for s in {slots})", "number of slots")
    return draft


FAMILY: Final = Family(
    name="colouring",
    roles={"conflicts": "pairs of things, lists of neighbours, or groups"},
    fill=_fill,
    means=re.compile(r"\b(?:conflict|same|share|different|interfer|clash|border|neighbo)"),
)
