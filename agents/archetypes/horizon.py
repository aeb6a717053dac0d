"""What is needed in each of several periods: a table, a list, or figures in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.frames import Frame
from optimoot.agents.archetypes.surroundings import before, left_over
from optimoot.agents.archetypes.tallies import find_tallies
from optimoot.problem import Number

_DEMAND: Final = re.compile(
    r"\b(?:demands?|loads?|required|needs?|requirements?|consum\w+|needed)\b"
)
_FEWEST: Final = 2


def demand_by_period(
    case: Case, frames: Sequence[Frame], taken: set[str]
) -> tuple[tuple[Number, ...], tuple[int, ...], Frame | None] | None:
    """The demand of the periods in order, its lines, and the table that tells it; None: untold."""
    for frame in frames:
        rows = [row for row, label in enumerate(frame.labels) if _DEMAND.search(label.lower())]
        if len(rows) == 1 and len(frame.labels) == 1:
            cells = [n for n in frame.cells[0] if n is not None]
            if len(cells) == len(frame.heads):
                return tuple(cells), frame.lines, frame
        columns = [k for k, head in enumerate(frame.heads) if _DEMAND.search(head.lower())]
        if len(columns) == 1 and len(frame.heads) == 1:
            cells = [n for n in frame.column(columns[0]) if n is not None]
            if len(cells) == len(frame.labels):
                return tuple(cells), frame.lines, frame
    if frames:
        return None
    for kind in case.kinds.kinds:
        if not kind.numbered and not re.search(
            r"period|hour|shift|day|block|week|month", kind.name
        ):
            continue
        tallies = find_tallies(case, tuple(kind.members), (), frozenset(taken))
        tallies = tuple(t for t in tallies if _DEMAND.search(t.words))
        if len(tallies) == 1:
            return tallies[0].numbers, tallies[0].lines, None
    return _run(case, taken)


def _run(
    case: Case, taken: set[str]
) -> tuple[tuple[Number, ...], tuple[int, ...], Frame | None] | None:
    """The longest list of figures in a sentence about demand."""
    for line in case.lines:
        if not _DEMAND.search(line.lower):
            continue
        inside = left_over(case, taken)
        inside = [n for n in inside if line.start <= n.start < line.start + len(line.quote)]
        run: list[Number] = []
        for number in inside:
            if run and not re.fullmatch(r"\s*(?:mwh?|kwh?)?,?\s*(?:and\s+)?", before(case, number)):
                if len(run) > _FEWEST:
                    break
                run = []
            run.append(number)
        if len(run) >= _FEWEST:
            return tuple(run), (line.index,), None
    return None
