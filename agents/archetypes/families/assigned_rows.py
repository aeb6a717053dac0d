"""A row for each person with the figure of each task: on a line of its own, or in a sentence.

"Noor – novel 82, memoir 75", "Petra gets 14 for the lullaby and 11 for the hymn; Quentin gets 13
and 15 for the same songs": rows that tell figures alone take the order of the first one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.series import line_at
from optimoot.problem import Number, NumberKind

_NAME: Final = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: [A-ZÀ-ÖØ-Þ][\w.'’-]*){0,2}"
_ROW: Final = re.compile(
    rf"^[ \t]{{0,8}}(?:[-*•][ \t]+)?(?P<name>{_NAME}(?: [a-z][\w'’-]*){{0,2}})[ \t]*"
    r"(?:[–—:]|-(?= ))[ \t]*(?P<rest>[^\n]{3,400})$",
    re.MULTILINE,
)
_LABELLED: Final = re.compile(
    rf"(?:(?<=[.;:] )|^)(?:and )?(?P<name>{_NAME}): (?P<rest>[^.;:\n]{{3,300}})(?=[.;\n]|$)",
    re.MULTILINE,
)
_REMARK: Final = re.compile(r"\([^()]*\)")
_PAIR: Final = re.compile(r"\s*(?:and )?(?P<task>[^\W\d]+(?:[ -][^\W\d]+){0,2})\s*[:=]?\s*$")
_GAP: Final = re.compile(r"\s?(?:[^\W\d_]{1,12}\.?)?\s?(?:[,;.]|$)")
_BEGIN: Final = re.compile(
    rf"(?:and )?(?P<name>{_NAME}) (?:gets?|got|has|scores?|scored|takes?|needs?|asks?|wants?|would "
    r"(?:take|need|ask|charge|get|score|earn|bring|cost)|charges?|earns?|brings?|costs?|manages?|"
    r"is given|receives?|reaches|is rated|rates|can do) (?:\w+ ){0,2}?[$€£]?$"
)
_FOR: Final = re.compile(
    r"\s?(?:(?!for\b|in\b|on\b|at\b|with\b)[^\W\d_]{1,12} )?(?:for|in|on|at|with|to do) (?:the )?"
    r"(?P<task>[^\W\d]+(?: (?!and\b)[^\W\d]+)?)\s?(?=[,;.]|and\b|$)"
)
_JOINT: Final = re.compile(r"\s?(?:[^\W\d_]{1,12}|[€$£])?\s?(?:,\s?(?:and )?|and )\s?[$€£]?")
_SAME: Final = re.compile(
    r"\s?(?:[^\W\d_]{1,12} )?(?:(?:for|in|on|at|with) (?:the|these) same \w+|in (?:the same|that) "
    r"order|respectively|accordingly|likewise)?\s?[.;]?\s*$"
)
_FEWEST: Final = 3


@dataclass(frozen=True)
class Row:
    """A person with the figure of each task, remarks in brackets in lower case, and the line."""

    name: str
    cells: dict[str, Number]
    remark: str
    line: int


def find_rows(case: Case) -> list[Row] | None:
    """The rows of a text, at least three with different names; None where there are none."""
    found = _lines(case) or _sentences(case) or _inline(case)
    names = {row.name for row in found}
    return found if len(found) >= _FEWEST and len(names) == len(found) else None


def _lines(case: Case) -> list[Row]:
    found = []
    for match in _ROW.finditer(case.problem.text):
        start, end = match.span("rest")
        cells = _cells(case, start, end)
        if cells is None:
            continue
        remark = " ".join(_REMARK.findall(match.group("rest"))).lower()
        found.append(Row(match.group("name"), cells, remark, line_at(case, start)))
    return found


def _inline(case: Case) -> list[Row]:
    """Rows behind a name and a colon within running text."""
    found = []
    for match in _LABELLED.finditer(case.problem.text):
        start, end = match.span("rest")
        cells = _cells(case, start, end)
        if cells is None:
            return []
        found.append(Row(match.group("name"), cells, "", line_at(case, start)))
    return found


def _cells(case: Case, start: int, end: int) -> dict[str, Number] | None:
    """The figure of each task in a row; None where it is not made of tasks and figures alone."""
    text = case.problem.text
    cells: dict[str, Number] = {}
    remarks = [m.span() for m in _REMARK.finditer(text, start, end)]
    place = start
    for number in case.problem.numbers:
        inside = any(a <= number.start < b for a, b in remarks)
        if not start <= number.start < end or (inside and number.text.lower() == "one"):
            continue
        pair = _PAIR.match(text, place, number.start)
        if inside or pair is None or number.kind is not NumberKind.PLAIN:
            return None
        task = pair.group("task").strip().lower()
        gap = _GAP.match(text, number.end, end)
        if task in cells:
            return None
        cells[task] = number
        place = gap.end() if gap and gap.end() > number.end else number.end
    rest = _REMARK.sub(" ", text[place:end]).strip(" .;")
    return cells if len(cells) > 1 and not rest else None


def _sentences(case: Case) -> list[Row]:
    """Rows of clauses that begin with a name; none unless all figures of each clause are read."""
    found: list[Row] = []
    for start, end in _clauses(case):
        numbers = [n for n in case.problem.numbers if start <= n.start < end]
        if len(numbers) < _FEWEST:
            continue
        lead = _BEGIN.match(case.problem.text[start : numbers[0].start].lstrip())
        if lead is None:
            continue
        cells = _told_for(case, numbers, end)
        if cells is None and found:
            cells = _in_turn(case, numbers, end, tuple(found[0].cells))
        if cells is None:
            return []
        found.append(Row(lead.group("name"), cells, "", line_at(case, numbers[0].start)))
    return found


def _clauses(case: Case) -> Iterator[tuple[int, int]]:
    """Sentences, and their parts behind semicolons and colons."""
    for line in case.lines:
        start = case.problem.text.index(line.quote, line.start)
        place = start
        for match in re.finditer(r";|:(?= [A-Z])", line.quote):
            yield place, start + match.start()
            place = start + match.end()
        yield place, start + len(line.quote)


def _told_for(case: Case, numbers: Sequence[Number], end: int) -> dict[str, Number] | None:
    """Figures each followed by its task: "14 for the lullaby"."""
    cells: dict[str, Number] = {}
    for place, number in enumerate(numbers):
        stop = numbers[place + 1].start if place + 1 < len(numbers) else end
        gap = case.problem.text[number.end : stop]
        match = _FOR.match(gap)
        if match is None or len(gap[match.end() :].strip(" ,.;$€£")) > len("and"):
            return None
        task = match.group("task").lower()
        if task in cells or number.kind not in (NumberKind.PLAIN, NumberKind.MONEY):
            return None
        cells[task] = number
    return cells


def _in_turn(
    case: Case, numbers: Sequence[Number], end: int, tasks: tuple[str, ...]
) -> dict[str, Number] | None:
    """As many figures in a row as the first person has tasks."""
    text = case.problem.text
    if len(numbers) != len(tasks) or not _SAME.fullmatch(text[numbers[-1].end : end]):
        return None
    for one, other in pairwise(numbers):
        if not _JOINT.fullmatch(text[one.end : other.start]):
            return None
    return dict(zip(tasks, numbers, strict=True))
