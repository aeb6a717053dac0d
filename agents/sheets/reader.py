"""The sheet reader: things laid out with their figures, and what is jotted down around them.

A layout (a table, JSON, blocks, entries, brackets) gives the things and their figures; figures that
measure the same become columns; the rest of the text gives the goal, the limits and the bounds.
Every figure has to find its place and every line has to be understood, or the reader abstains; a
measure that nothing limits, and a thing without the figure that the goal speaks of, lead to a
question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from optimoot.agents.archetypes.datum import Bound
from optimoot.agents.archetypes.wording import read_tokens
from optimoot.agents.builtin.base_units import base_units
from optimoot.agents.builtin.gaps import find_gaps, missing, questions
from optimoot.agents.builtin.hazards import Hazard, find_hazards
from optimoot.agents.builtin.reading import NotRead, Reading
from optimoot.agents.builtin.text import read_text
from optimoot.agents.builtin.units import dimension, unit_of_stem
from optimoot.agents.sheets.asks import find_asks
from optimoot.agents.sheets.blocks import read_blocks
from optimoot.agents.sheets.entries import (
    read_brackets,
    read_entries,
    read_listed,
    read_measures,
    read_rows,
)
from optimoot.agents.sheets.json_data import read_json
from optimoot.agents.sheets.layout import Layout
from optimoot.agents.sheets.lines import Line, is_label, read_lines, sheet_tokens
from optimoot.agents.sheets.model import SheetModel
from optimoot.agents.sheets.rest import read_rest
from optimoot.agents.sheets.sheet import Goal, Sheet
from optimoot.agents.sheets.subjects import complete, read_subjects
from optimoot.agents.sheets.tables import read_tables
from optimoot.agents.team import Question
from optimoot.formulation import Formulation, Sense
from optimoot.problem import Problem

LONGEST: Final = 10_000
"""Characters beyond which a text is not read."""
MOST_NUMBERS: Final = 300
"""Figures beyond which a text is not read."""
_MOST_REASONS: Final = 3
_MOST_THINGS: Final = 60
_ASSUMED: Final = 0.95
"""Score of a reading that takes figures that are not told for none."""
_READS: Final = frozenset({"each"})
"""Hazards that this reader understands."""
_PERIODS: Final = frozenset("day week month quarter year".split())
_BY_LINES: Final[tuple[Callable[[Sequence[Line]], Layout | None], ...]] = (
    read_blocks,
    read_entries,
    read_brackets,
    read_listed,
    read_rows,
)


class SheetReader:
    """Reads problems laid out as things with figures."""

    @property
    def name(self) -> str:
        """Name of the team that this reader makes."""
        return "sheets"

    def read(self, problem: Problem) -> Reading | NotRead:
        """Read the Problem; see `optimoot.agents.builtin.reading.Reader`."""
        if len(problem.text) > LONGEST or len(problem.numbers) > MOST_NUMBERS or problem.tables:
            return NotRead("Only texts with their data between the sentences are read.")
        gaps = find_gaps(problem)
        if gaps:
            return NotRead(missing(gaps), questions(gaps))
        lines = read_lines(problem)
        layouts = _layouts(problem, lines)
        if not layouts:
            return NotRead("No list of things with their figures was found in the text.")
        if max(len(layout.things) for layout in layouts) > _MOST_THINGS:
            return NotRead(f"This reader takes at most {_MOST_THINGS} things to decide on.")
        sheets = [read_rest(layout, lines) for layout in layouts]
        for own in sheets:
            if own.goal is not None and not own.doubts:
                own.asks += find_asks(own, own.goal)
        sheet = min(sheets, key=lambda own: (len(own.doubts) + (own.goal is None), len(own.asks)))
        periods = _PERIODS & {token.stem for line in lines for token in line.tokens}
        if len(periods) > 1:
            sheet.doubts.append(f"figures are told by {' and by '.join(sorted(periods))}")
        sheet.doubts += _odd_bases(sheet)
        hazards = find_hazards(read_text(problem), _READS)
        sheet.doubts += [f"{h.words!r} in {h.quote!r}" for h in hazards if not _is_read(h)]
        return _reading(problem, sheet, lines)


def _odd_bases(sheet: Sheet) -> list[str]:
    """Units that differ where one of a thing should always be the same: per kg and per tonne."""
    told = {unit_of_stem(word) for t in sheet.layout.things for f in t.figures for word in f.base}
    units = base_units(unit for unit in told if dimension(unit) != "time")
    own = {bound.figure.unit for bound in sheet.bounds}
    odd = units.mixed or any(units.amount_factor(unit) != 1.0 for unit in own)
    return ["figures are told for different units of the same thing"] if odd else []


def _layouts(problem: Problem, lines: Sequence[Line]) -> list[Layout]:
    tokens = sheet_tokens(problem)
    whole = [read_json(problem, tokens), read_tables(problem, tokens)]
    first = next((layout for layout in whole if layout is not None), None)
    if first is not None:
        return [first]
    found = [layout for read in _BY_LINES if (layout := read(lines)) is not None]
    found += read_measures(lines)
    if any(len(layout.things) > _MOST_THINGS for layout in found):
        return found
    return [complete(layout, lines) for layout in found] + read_subjects(lines)


def _reading(problem: Problem, sheet: Sheet, lines: Sequence[Line]) -> Reading | NotRead:
    goal = sheet.goal
    if goal is None:
        sheet.doubts.append("no goal was found")
    if goal is not None and not sheet.doubts and not sheet.asks and not _is_held(sheet, goal):
        sheet.doubts.append("nothing holds the goal back")
    if sheet.doubts or goal is None:
        told = "; ".join(dict.fromkeys(sheet.doubts[:_MOST_REASONS]))
        return NotRead(f"Not sure enough of what is laid out: {told}.")
    if sheet.asks:
        told = "; ".join(ask.text for ask in sheet.asks[:_MOST_REASONS])
        told_once = {ask.question: ask for ask in sheet.asks}.values()
        asked = tuple(Question(text=ask.question, quote=ask.quote) for ask in told_once)
        return NotRead(f"A figure is missing: {told}.", asked)
    formulation = SheetModel(problem, sheet, lines).build(goal)
    unused = _unused(problem, formulation, sheet)
    if unused:
        return NotRead(f"Not sure enough of what is laid out: nothing uses {', '.join(unused)}.")
    full = all(len(c.cells) == len(sheet.layout.things) for c in sheet.columns)
    return Reading(
        formulation,
        1.0 if full else _ASSUMED,
        explained=frozenset(sheet.explained | _labels(problem)),
        formal=sheet.layout.formal,
    )


def _unused(problem: Problem, formulation: Formulation, sheet: Sheet) -> list[str]:
    used = {n for p in formulation.parameters for e in p.entries for n in e.numbers}
    used |= sheet.explained | _labels(problem)
    return [repr(n.text) for n in problem.numbers if n.id not in used]


def _is_read(hazard: Hazard) -> bool:
    """Whether a hazard is a bound on each thing that is jotted down: "min 50 of each"."""
    if hazard.words == "each":
        return True
    signs = ("≥", "≤", ">=", "<=", "min ", "max ", "Min ", "Max ")
    return (
        hazard.kind == "either"
        and "of each" in hazard.words
        and any(sign in hazard.quote for sign in signs)
    )


def _labels(problem: Problem) -> set[str]:
    """Ids of the Numbers that are no quantities."""
    return {t.number.id for t in read_tokens(problem) if t.number is not None and is_label(t)}


def _is_held(sheet: Sheet, goal: Goal) -> bool:
    """Whether something limits how much, or how little, of what is wanted there can be."""
    told = {limit.bound for limit in sheet.limits} | {bound.bound for bound in sheet.bounds}
    told |= {figure.bound for c in sheet.columns for figure in c.cells.values() if figure.bound}
    side = Bound.AT_MOST if goal.sense is Sense.MAXIMIZE else Bound.AT_LEAST
    return bool(told & {side, Bound.EQUAL})
