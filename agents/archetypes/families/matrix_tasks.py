"""Tasks given to people over one matrix: the best sum, or the least load of the most loaded.

With as many people as tasks, each takes one; with more tasks, each task goes to one of the people
and the greatest load is what counts. Other splits leave the number per person open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.draft import Draft
from optimoot.agents.archetypes.families.family import Family, rules
from optimoot.agents.archetypes.families.questions import doubt_rest
from optimoot.agents.archetypes.layout import Line
from optimoot.agents.archetypes.matrices import Matrix, find_matrices
from optimoot.formulation import Domain, Sense
from optimoot.problem import NumberKind

_ONE_EACH: Final = re.compile(
    r"\b(?:each|every|all)\b.{0,300}\b(?:exactly one|just one|only one|one of|a single|one)\b|"
    r"\b(?:exactly one|one) \w+ (?:to |for )?(?:each|every)\b|\bone each\b|"
    r"\bone - to - one\b|\bone to one\b"
)
_WORST: Final = re.compile(
    r"\b(?:most \w+|busiest|larger|bigger|higher|longer|longest|largest|"
    r"greatest|heaviest|highest|worst)\b.{0,300}\bas (?:\w+ )?"
    r"(?:little|small|low|short|light|early|few)\b|\bminimi[sz]\w*\b.{0,300}\b(?:busiest|longest|"
    r"largest|"
    r"greatest|heaviest|highest|worst|maximum)\b|\bmakespan\b"
)
_BARRED: Final = re.compile(r"\b(?:can't|cannot|can not|must not|may not|won't|will not|refuses)\b")
_OTHER: Final = re.compile(
    r"\b(?:at most|at least|together|only if|unless|either|before|after|hours available|capacity|"
    r"capacities|supply|demand|shipp\w*|both|twice|two of|per unit|except|already|same (?!time)|"
    r"no more than)\b|\bno (?:one|\w+) (?:gets|does|has|takes|may)\b"
)


def _fill(case: Case) -> Draft | None:
    matrices = find_matrices(case)
    if len(matrices) != 1 or _OTHER.search(case.lower) or matrices[0].is_of_pairs:
        return None
    matrix = matrices[0]
    rows, columns = matrix.shape
    one_each = [line for line in case.lines if _ONE_EACH.search(line.lower)]
    worst = [line for line in case.lines if _WORST.search(line.lower)]
    if not one_each or (rows > columns) or (rows == columns) == bool(worst):
        return None
    if rows < columns and not worst:
        return None
    if not worst and (case.goal is None or not _sums(case)):
        return None
    draft = Draft(case, "least greatest load" if worst else "assignment")
    draft.covered.update({*matrix.lines, *(line.index for line in (*one_each, *worst))})
    who = draft.set_with("people", matrix.labels, "rows of the matrix")
    what = draft.set_with("tasks", matrix.heads, "columns of the matrix")
    entries = [
        ((label, head), number)
        for label, row in zip(matrix.labels, matrix.rows, strict=True)
        for head, number in zip(matrix.heads, row, strict=True)
    ]
    figure = draft.given("figure", (who, what), entries)
    does = draft.variable("does", (who, what), Domain.BINARY, meaning="1 if it is given to them")
    draft.constrain(
        "each_task_once",
        f"sum({does}[i, j] for i in {who}) == 1",
        f"j in {what}",
        line=one_each[0].index,
    )
    _goal(draft, figure, does, (who, what), worst)
    if not _bars(draft, matrix, does):
        return None
    _counts(draft, rows, columns)
    doubt_rest(draft)
    return draft


def _sums(case: Case) -> bool:
    """Whether the goal is a sum, not the worst or the ratio of anything."""
    return not re.search(r"\b(?:average|nearest|bottleneck|maximum time|longest)\b", case.lower)


def _goal(
    draft: Draft, figure: str, does: str, sets: tuple[str, str], worst: Sequence[Line]
) -> None:
    who, what = sets
    load = f"sum({figure}[i, j] * {does}[i, j] for j in {what})"
    if worst:
        most = draft.variable("greatest_load", meaning="what the most loaded has")
        draft.constrain("load", f"{load} <= {most}", f"i in {who}", line=worst[0].index)
        draft.optimize(Sense.MINIMIZE, most, "greatest load")
        return
    draft.constrain("one_each", f"sum({does}[i, j] for j in {what}) == 1", f"i in {who}")
    goal = draft.case.goal
    sense = Sense.MINIMIZE if goal is None else goal.sense
    each = f"{figure}[i, j] * {does}[i, j]"
    draft.optimize(sense, f"sum({each} for i in {who} for j in {what})", "sum")


def _bars(draft: Draft, matrix: Matrix, does: str) -> bool:
    """Write "Boris can't do Monday"; False where such a sentence was not understood."""
    for line in draft.case.lines:
        if not _BARRED.search(line.lower) or line.index in matrix.lines:
            continue
        who, what = _named(line, matrix.labels), _named(line, matrix.heads)
        if len(who) != 1 or len(what) != 1 or not matrix.named:
            return False
        draft.constrain("barred", f"{does}[{who[0]!r}, {what[0]!r}] == 0", line=line.index)
    return True


def _named(line: Line, names: Sequence[str]) -> list[str]:
    """The names that a line holds; a word may stand for its first three letters or more."""
    found = []
    for name in names:
        short = name.lower()
        for token in line.tokens:
            abbreviated = len(short) > 2 and token.lower.startswith(short)
            if token.lower == short or (token.is_capital and abbreviated):
                found.append(name)
                break
    return found


def _counts(draft: Draft, rows: int, columns: int) -> None:
    """Explain the figures that count rows and columns, and the ends of the scale "(0 = fine)"."""
    text = draft.case.problem.text
    for number in draft.case.problem.numbers:
        if number.id in draft.used or number.kind is NumberKind.MONEY:
            continue
        if number.value in (rows, columns):
            draft.explained[number.id] = "counts rows or columns"
        elif re.match(r" ?= ?[^\W\d]", text[number.end : number.end + 4]):
            draft.explained[number.id] = "tells what the figures mean"


FAMILY: Final = Family(
    name="tasks by a matrix",
    roles={"figure": "people × tasks"},
    fill=_fill,
    understood=rules("exactly one", "each one", "every one"),
)
