"""Tasks given to people, one each, with the figure of each pair told line by line.

"Noor – novel 82, memoir 75 (she does no thrillers)": a pair that is missing is barred where the
same line, or another sentence, says so; further sentences may bar a pair.
"""

from __future__ import annotations

import re
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.assigned_rows import Row, find_rows
from optimoot.agents.archetypes.families.family import Family
from optimoot.agents.archetypes.layout import Line
from optimoot.agents.archetypes.remainder import doubt_remainder, explain_sizes
from optimoot.agents.archetypes.wording import stem
from optimoot.formulation import Domain, Sense

_ONE_EACH: Final = re.compile(
    r"\bone each\b|\bone \w+ (?:each|apiece|per \w+)\b|"
    r"\b(?:each|every)\b.{0,100}\b(?:exactly |just |only )?one\b|"
    r"\b(?:exactly one|one) \w+ (?:to|for) (?:each|every)\b|\bone - to - one\b"
)
_BARRED: Final = re.compile(
    r"\b(?:not|n't|never|no|cannot|can't|won't|don't|doesn't|didn't|isn't|refus\w+|banned|barred|"
    r"excluded?s?|off|beyond|unable|forbid\w*|forbidden|ruled out|out of the question|unavailable|"
    r"impossible|declin\w+|without|lacks|too \w+ (?:for|to))\b"
)
_OPEN: Final = re.compile(
    r"\b(?:if|unless|when|only|prefer\w*|rather|both|either(?! ?\.)|or|before|after|at most|"
    r"at least|instead|more|less|than|again|longer|but may|but can|although|though|likes?)\b"
)
_OTHER: Final = re.compile(
    r"\b(?:at most|at least|together|unless|only if|two \w+ each|capacity|as many|"
    r"twice|busiest|longest|average|balanced?|up to|no more than|hours available)\b"
)
_TOTAL: Final = re.compile(
    r"\b(?:total|sum of) (?:\w+ of )?([a-z]{3,}?)s?\b(?= ?[,.?]| in\b| of\b)"
)
_UNITS: Final = re.compile(
    r"(?:(?:all|the|these|their|his|her|its) )?(?:sums?|figures|amounts|prices|costs|fees|times|"
    r"charges) are (?:given |quoted |told )?(?:in|as)\b|"
    r"(?:give|state|report) (?:the|its|this) \w+ in\b"
)
"""Sentences about the unit of figures that are only added up."""
_TOTAL_LEAST: Final = re.compile(
    r"\b(?:total|sum)\b[^.;]{0,60}\b(?:is|are|be|becomes) (?:minimal|minimi[sz]ed|least|smallest|"
    r"a minimum|as (?:small|short|low|little|quick|cheap) as (?:possible|can be))\b"
)
_TOTAL_MOST: Final = re.compile(
    r"\b(?:total|sum)\b[^.;]{0,60}\b(?:is|are|be|becomes) (?:maximal|maximi[sz]ed|greatest|largest|"
    r"a maximum|as (?:large|long|high|great|big|good) as (?:possible|can be))\b"
)
_MEANS: Final = (
    r"\bno \w+ (?:\w+ ){1,2}more than one \w+\b|\b(?:the|a|which) pairings?\b",
    r"\b(?:each|every)(?: one)? (?:of (?:the|these|its|her|his|their) )?(?:\w+ ){1,5}?(?:\w+s|done|"
    r"\w+ed) (?:by )?(?:exactly |just |only )?one(?: of the)? \w+\b",
    r"\b(?:each|every) \w+ is \w+ (?:exactly |just |only )?once\b",
    r"\b(?:are to|will|have to|must|want to) share (?:out )?(?:\w+ )?\w+ \w+\b",
    r"\bone \w+ each\b|\bone each\b|\beach \w+ (?:gets?|takes?|does|receives?|is given) "
    r"(?:exactly )?one \w+\b",
    r"\b(?:maximum|minimum|most|least)\b(?= (?:possible )?(?:total|sum|overall))|"
    r"\b(?:total|overall) of\b|\bout of \d+\b|\bfrom \d+ to \d+\b",
    r"\b(?:a )?(?:missing|blank|absent) (?:\w+ ){0,3}means? (?:that )?(?:the |he |she |they )?"
    r"(?:\w+ ){0,6}(?:cannot|not|barred|impossible)\b(?: \w+){0,5}",
    r"\b(?:has to|have to|must|needs? to|are to|is to) (?:be (?:given|assigned|done|taken|filled)|"
    r"take|do|get|hand|give)\b",
)


def _fill(case: Case) -> Draft | None:
    if case.problem.tables or _OTHER.search(case.lower):
        return None
    rows = find_rows(case)
    one_each = [line for line in case.lines if _ONE_EACH.search(line.lower)]
    sense = _sense(case)
    if rows is None or not one_each or sense is None:
        return None
    tasks = tuple(dict.fromkeys(task for row in rows for task in row.cells))
    if len(tasks) != len(rows) or not _missing_are_told(case, rows, tasks):
        return None
    data = {row.line for row in rows}
    barred = _bars(case, rows, tasks, data)
    if barred is None:
        return None
    draft = _template(case, rows, tasks, barred, sense)
    draft.covered.update({*data, one_each[0].index, *(line for _, _, line in barred)})
    draft.settled.update(line for _, _, line in barred)
    draft.settled.update(data)
    draft.covered.update(i for i, line in enumerate(case.lines) if _is_goal(line.lower))
    draft.covered.update(i for i, line in enumerate(case.lines) if _UNITS.match(line.lower))
    explain_sizes(draft, len(rows))
    _explain_scale(draft)
    settled = [*data, *(line for _, _, line in barred)]
    known = (*_MEANS, *_measure(case))
    doubt_remainder(draft, known, [row.name for row in rows], data=settled)
    return draft


def _sense(case: Case) -> Sense | None:
    """The goal's sense, also where it is told of the total behind a "so that"."""
    if case.goal is not None:
        return case.goal.sense
    least, most = _TOTAL_LEAST.search(case.lower), _TOTAL_MOST.search(case.lower)
    if (least is None) == (most is None):
        return None
    return Sense.MINIMIZE if least else Sense.MAXIMIZE


def _is_goal(text: str) -> bool:
    return _TOTAL_LEAST.search(text) is not None or _TOTAL_MOST.search(text) is not None


def _measure(case: Case) -> tuple[str, ...]:
    """What the figures measure, as the question calls their total: "the lowest total fee"."""
    lines = case.goal.lines if case.goal is not None else ()
    nouns = {m.group(1) for index in lines for m in _TOTAL.finditer(case.lines[index].lower)}
    return tuple(rf"\b{re.escape(noun)}s?\b" for noun in nouns)


def _missing_are_told(case: Case, rows: list[Row], tasks: tuple[str, ...]) -> bool:
    """Whether every missing pair is said to be barred, in its row or for all of them."""
    general = re.search(
        r"\b(?:missing|blank|absent|no (?:figure|mark|score|grade|entry))\b[^.]{0,80}"
        r"\b(?:cannot|not|barred|impossible|unable|excluded)\b",
        case.lower,
    )
    for row in rows:
        missing = [task for task in tasks if task not in row.cells]
        if _OPEN.search(row.remark):
            return False
        if row.remark and not (missing and _BARRED.search(row.remark)):
            return False
        own = row.remark or _sentence_about(case, row.name, missing)
        if missing and not general and not (len(missing) == 1 and _BARRED.search(own)):
            return False
    return True


def _sentence_about(case: Case, name: str, missing: list[str]) -> str:
    """The sentence that names a person and the task that is missing."""
    for line in case.lines:
        if _names(line, name) and len(missing) == 1 and _names(line, missing[0]):
            return line.lower
    return ""


def _names(line: Line, name: str) -> bool:
    wanted = [stem(word) for word in re.findall(r"[^\W\d_]+", name.lower())]
    own = [token.stem for token in line.tokens]
    return any(own[k : k + len(wanted)] == wanted for k in range(len(own)))


def _bars(
    case: Case, rows: list[Row], tasks: tuple[str, ...], data: set[int]
) -> list[tuple[str, str, int]] | None:
    """The pairs that sentences bar; None where one speaks of persons or tasks in another way."""
    found = []
    for line in case.lines:
        if line.index in data:
            continue
        who = [row.name for row in rows if _names(line, row.name)]
        what = [task for task in tasks if _names(line, task)]
        if not who and (not what or len(what) == len(tasks) or not _BARRED.search(line.lower)):
            continue
        one_pair = len(who) == 1 and len(what) == 1 and _BARRED.search(line.lower)
        if not one_pair or _OPEN.search(line.lower) or "?" in line.quote:
            return None
        found.append((who[0], what[0], line.index))
    return found


def _explain_scale(draft: Draft) -> None:
    """Explain the scale of marks: "out of 100", "from 0 to 20"."""
    text = draft.case.problem.text
    for number in draft.case.problem.numbers:
        before = text[max(0, number.start - 10) : number.start].lower()
        after = text[number.end : number.end + 5]
        said = re.search(r"\bout of $|\bfrom \d+ to $|\bscale of \d+ to $", before)
        ranged = re.search(r"\b(?:from|scale of) $", before) and re.match(r" to \d", after)
        if number.id not in draft.used and (said or ranged):
            draft.explained[number.id] = "tells the scale of the figures"


def _template(
    case: Case,
    rows: list[Row],
    tasks: tuple[str, ...],
    barred: list[tuple[str, str, int]],
    sense: Sense,
) -> Draft:
    draft = Draft(case, "assignment told line by line")
    names = tuple(row.name for row in rows)
    pairs = tuple((row.name, task) for row in rows for task in row.cells)
    who = draft.set_with("people", names, "who gets one each")
    what = draft.set_with("tasks", tasks, "what is given")
    allowed = draft.set_with("pairs", pairs, "who may be given what")
    entries = [(((row.name, task),), number) for row in rows for task, number in row.cells.items()]
    figure = draft.given("figure", (allowed,), entries)
    does = draft.variable("does", (allowed,), Domain.BINARY, meaning="1 if it is given to them")
    draft.constrain(
        "one_each", f"sum({does}[i, j] for i, j in {allowed} if i == p) == 1", f"p in {who}"
    )
    draft.constrain(
        "each_task_once", f"sum({does}[i, j] for i, j in {allowed} if j == t) == 1", f"t in {what}"
    )
    for person, task, line in barred:
        if (person, task) in pairs:
            draft.constrain("barred", f"{does}[{person!r}, {task!r}] == 0", line=line)
    draft.optimize(sense, f"sum({figure}[i, j] * {does}[i, j] for i, j in {allowed})", "total")
    return draft


FAMILY: Final = Family(
    name="assignment told line by line",
    roles={"figure": "of each person with each task that may be given", "barred": "pairs"},
    fill=_fill,
)
