"""Jobs shared among machines that are alike, so that the last is done as early as possible.

Each job goes to one machine entirely; the finish is the greatest load (P || Cmax after Graham).
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.families.questions import explain_counts
from optimoot.agents.archetypes.remainder import doubt_remainder
from optimoot.agents.archetypes.series import Series, find_series, line_at, others
from optimoot.formulation import Domain, Sense
from optimoot.problem import Number, NumberKind

_FINISH: Final = re.compile(
    r"\bmakespan\b|\bdone last\b|\b(?:finish\w*|ends?|stops?) last\b|\blast \w+(?: \w+){0,3} "
    r"(?:is |are |be )?(?:done|finish\w*|ready|complete\w*|ends?)\b|\bbusiest\b|"
    r"\b(?:all|everything|every \w+)(?: \w+){0,3} (?:is|are|be|been) (?:done|finished|ready|"
    r"complete\w*)\b|"
    r"\bmost loaded\b|\b(?:longest|largest|greatest|heaviest) (?:total )?(?:load|working time|"
    r"workload)\b"
)
_SHARED: Final = re.compile(
    r"\ball (?:the )?\w+(?: can| may)? be \w+(?:ed|en|ced)\b|\ball (?:the )?(?:work|jobs) "
    r"(?:is )?(?:complete\w*|done|finished|over)\b"
)
"""The last end of all, where each works on one at a time."""
_SOON: Final = re.compile(
    r"\bhow (?:soon|early|quickly|fast)\b|\bat the earliest\b|"
    r"\bas (?:early|soon|small|short|low|quickly|little|light) (?:\w+ ){0,2}?as possible\b|"
    r"\bminimi[sz]\w*\b|"
    r"\b(?:earliest|shortest|smallest|soonest|lowest|least|minimum)\b"
)
_OTHER: Final = re.compile(
    r"\bbefore\b|\bset-?up\b|\b(?:can|may|must|do|does|is|are)(?: not|"
    r"n't)\b(?! (?:be )?(?:split|divided|interrupted|shared))"
    r"|\bcannot (?!be (?:split|divided|interrupted|shared))|\bonly\b|\bpauses?\b|\bbreaks?\b|"
    r"\btogether\b|"
    r"\btwice\b|\bhalf\b|\bspeeds?\b|\bfaster\b|\bslower\b|\bafter(?:wards)? (?!the start|how )|"
    r"\bsame (?:machine|person|worker)\b|"
    r"\bat (?:most|least)\b|\bno more\b|\bcosts?\b|\bwashes\b|\bthen\b|\bdue\b|\bdeadlines?\b|"
    r"\bweights?\b|\border\b"
)
_MEANS: Final = re.compile(
    r"(?:(?:an?|each|every|the|any|once started ,?) )?(?:\w+ ){1,2}(?:runs?|goes|stays?|remains?|"
    r"is processed|is done) (?:(?:without (?:an? )?(?:interruption|break|pause)s?|uninterrupted|"
    r"on (?:one|a single|the same) \w+|in one go) ?){1,2}(?:until (?:it is )?"
    r"(?:done|finished|complete|ready|the end))?|"
    r"no (?:\w+ ){1,2}(?:can|may|must) be (?:interrupted|split|divided|shared|broken off)"
    r"(?: (?:or|nor) (?:interrupted|split|divided|shared))?"
    r"(?: (?:between|among|across|over) (?:the )?(?:\w+ )?\w+)?|"
    r"(?:each|every|an?|any|the) (?:\w+ ){1,2}(?:handles?|takes?|runs?|does|processes|serves?|"
    r"works on) (?:only )?(?:one|a single) \w+ at a time|"
    r"(?:(?:all|each|every|both|the) ?)(?:\w+ ){0,2}(?:is|are) (?:\w+ )?(?:free|idle|available|"
    r"ready|empty)(?: (?:from|at) (?:the )?(?:start|outset|beginning|once|midnight|noon))?|"
    r"(?:each|every) (?:\w+ ){1,2}(?:may|can) (?:go|run|be done) on any (?:of the )?\w+"
)
"""Clauses that say what the template means anyway."""
_KNOWN: Final = (
    _MEANS.pattern,
    _FINISH.pattern,
    _SHARED.pattern,
    _SOON.pattern,
    r"\b(?:work\w*|runs?) at the same (?:pace|speed|rate)\b|\beach \w+ one \w+ at a time\b|"
    r"\bfrom start to end\b|\bequally (?:fast|skilled|quick)\b",
    r"\b(?:each|every) \w+ is \w+ (?:\w+ )?by (?:one|a single) \w+(?: alone)?\b",
    r"\b\w+ share (?:the|a|all|these|out) \w+\b",
    r"\b(?:must|has to|have to|needs? to|should|are to|is to|shall) (?:be (?:\w+ed|done|run|cut|"
    r"sewn|baked|shared)|run|do|finish|process|handle|complete|share)\b",
    r"\beach (?:\w+ )?(?:is|goes|be) (?:given |assigned |done )?(?:entirely |whole )?(?:by|to|on) "
    r"(?:exactly |just )?(?:one|a single)\b",
)
_LARGEST: Final = 12
_MOST: Final = 24


def _fill(case: Case) -> Draft | None:
    finish = [line for line in case.lines if _ends(line.lower)]
    if not finish or not any(_SOON.search(line.lower) for line in finish):
        return None
    if _OTHER.search(_MEANS.sub(" ", case.lower)):
        return None
    runs = find_series(case)
    if len(runs) != 1 or len(runs[0].numbers) > _MOST:
        return None
    jobs = runs[0]
    left = [n for n in others(case, jobs) if n.value != len(jobs.numbers)]
    if len(left) != 1 or not _is_count(left[0]) or left[0].value >= len(jobs.numbers):
        return None
    draft = _template(case, jobs, left[0], finish[0].index)
    draft.covered.update(line.index for line in finish)
    draft.covered.add(line_at(case, left[0].start))
    draft.settled.update(line.index for line in case.lines if _is_known(line.lower))
    draft.covered.update(draft.settled)
    explain_counts(draft, len(jobs.numbers))
    doubt_remainder(draft, _KNOWN)
    return draft


def _ends(text: str) -> bool:
    """Whether a sentence speaks of the end of the last one."""
    return bool(_FINISH.search(text) or (_SHARED.search(text) and _SOON.search(text)))


def _is_known(text: str) -> bool:
    """Whether a sentence only says how jobs are shared: whole, one at a time, all free."""
    return all(
        not re.search(r"[a-z]", part) or _MEANS.fullmatch(part.strip())
        for part in re.split(r",|;|\band\b|\.", text)
    )


def _is_count(number: Number) -> bool:
    plain = number.kind in (NumberKind.PLAIN, NumberKind.COUNT_WORD)
    return plain and number.value.is_integer() and 2 <= number.value <= _LARGEST


def _template(case: Case, jobs: Series, machines: Number, line: int) -> Draft:
    draft = Draft(case, "jobs shared among equal machines")
    what = draft.set_with("jobs", jobs.names, "what is to be done")
    who = draft.set_with("machines", tuple(range(1, int(machines.value) + 1)), "who does it")
    draft.explained[machines.id] = "counts those who share the jobs"
    time = draft.given(
        "time", (what,), [((n,), v) for n, v in zip(jobs.names, jobs.numbers, strict=True)]
    )
    does = draft.variable("does", (what, who), Domain.BINARY, meaning="1 if the machine does it")
    last = draft.variable("finish", meaning="when the last machine is done")
    draft.constrain(
        "each_job_once", f"sum({does}[j, m] for m in {who}) == 1", f"j in {what}", line=jobs.line
    )
    draft.constrain(
        "done_by_the_finish",
        f"sum({time}[j] * {does}[j, m] for j in {what}) <= {last}",
        f"m in {who}",
        line=line,
    )
    draft.optimize(Sense.MINIMIZE, last, "finish")
    return draft


FAMILY: Final = Family(
    name="jobs shared among equal machines",
    roles={"times": "a list in prose", "machines": "how many there are"},
    fill=_fill,
    understood=rules("each one entire", "each one exact", "same each"),
)
