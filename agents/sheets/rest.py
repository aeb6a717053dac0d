"""The rest of a text: the goal, the limits and the remarks around a layout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from optimoot.agents.archetypes.datum import Bound
from optimoot.agents.archetypes.wording import Token
from optimoot.agents.sheets.columns import Column, find_columns
from optimoot.agents.sheets.figures import phrases, read_figure
from optimoot.agents.sheets.goals import assumed_goal, counts_all, find_goal, is_torn, sense_of
from optimoot.agents.sheets.layout import Layout
from optimoot.agents.sheets.limits import Limits
from optimoot.agents.sheets.lines import Line
from optimoot.agents.sheets.remarks import counts_things, grave_words
from optimoot.agents.sheets.sheet import Ask, Goal, OwnBound, Sheet
from optimoot.agents.sheets.words import ASKING, LEADS, ONCE

_VAGUE: Final = frozenset({"limit", "finit", "restrict"})
"""Words of a line that says that something is limited, and not how far."""


def read_rest(layout: Layout, lines: Sequence[Line]) -> Sheet:
    """The sheet of a layout: its columns, and what the lines beside it say."""
    sheet = Sheet(layout, find_columns(layout))
    sheet.bounds += [
        OwnBound(thing.stock, Bound.AT_MOST, (place,), thing.quote)
        for place, thing in enumerate(layout.things)
        if thing.stock is not None
    ]
    rest = [own for line in lines if (own := _remaining(line, layout.taken)) is not None]
    goals = [line for line in rest if sense_of(line) is not None]
    sheet.doubts += [f"what {line.quote!r} wants is not clear" for line in rest if is_torn(line)]
    for line in goals:
        found = find_goal(line, sheet.columns) or counts_all(line) or _scattered(line, sheet)
        if found is None:
            sheet.doubts.append(f"what {line.quote!r} wants was not understood")
        elif sheet.goal is None:
            sheet.goal = found
        elif (found.sense, found.terms) != (sheet.goal.sense, sheet.goal.terms):
            sheet.doubts.append(f"a second goal in {line.quote!r}")
    if sheet.goal is None and not goals:
        sheet.goal = assumed_goal(sheet.columns, lines)
    limits = Limits(sheet, sheet.goal.sense if sheet.goal is not None else None)
    for line in rest:
        _line(line, sheet, limits, goal=line in goals)
    for figure, words in layout.limits:
        limits.total(figure, words)
    limits.settle()
    _remarks(sheet)
    sheet.asks += [
        Ask(
            f"the {head} of {thing} is not told",
            f"What is the {head} of {thing}?",
            sign,
        )
        for head, thing, sign in layout.blanks
    ]
    return sheet


def _remaining(line: Line, taken: set[int]) -> Line | None:
    """A line without what the layout took of it; None where nothing is left."""
    left = tuple(t for t in line.tokens if t.start not in taken)
    if not any(t.is_word or t.number is not None for t in left):
        return None
    if len(left) == len(line.tokens):
        return line
    return Line(left, line.row, line.quote, line.asks, line.bullet)


def _line(line: Line, sheet: Sheet, limits: Limits, *, goal: bool) -> None:
    figures = [read_figure(part) for part in phrases(line.tokens) if _has_number(part)]
    plain = [figure for figure in figures if figure is not None]
    if figures and len(plain) == len(figures) and all(counts_things(sheet, f) for f in plain):
        sheet.explained |= {figure.number.id for figure in plain}
        figures = []
    if figures:
        limits.line(line)
        return
    words = {t.stem for t in line.tokens if t.is_word}
    if not goal and len(line.tokens) < 8 and words & LEADS:
        limits.lead = frozenset(words)
        return
    limits.lead = frozenset()
    if words & _VAGUE and any(words & column.said for column in sheet.columns):
        return
    grave = grave_words(line, goal=goal)
    asks = {t.lower for t in line.tokens} & ASKING
    if any(cue in " ".join(t.lower for t in line.tokens) for cue in ONCE):
        return
    if grave and (goal or not (asks and line.asks)):
        sheet.doubts.append(f"{grave[0]!r} was not understood in {line.quote!r}")


def _has_number(part: Sequence[Token]) -> bool:
    return any(token.number is not None for token in part)


def _remarks(sheet: Sheet) -> None:
    """Phrases without a figure beside the figures of a thing."""
    for thing in sheet.layout.things:
        for phrase in thing.remarks:
            words = [t.lower for t in phrase if t.is_word]
            if len(words) > 3:
                told = " ".join(words)
                sheet.doubts.append(f"{told!r} was not understood in {thing.quote!r}")


def _scattered(line: Line, sheet: Sheet) -> Goal | None:
    """The one figure that each thing has beside those of columns: "8k listeners", "5k readers"."""
    told = sense_of(line)
    lone = [c for c in sheet.columns if len(c.cells) == 1 and not c.kind]
    owners = sorted(at for column in lone for at in column.cells)
    if told is None or owners != list(range(len(sheet.layout.things))):
        return None
    joined = Column(words={w for t in line.tokens if t.is_word for w in (t.stem,)})
    for column in lone:
        joined.cells |= column.cells
    sheet.columns[:] = [c for c in sheet.columns if c not in lone] + [joined]
    return Goal(told[0], ((1, joined),), line.quote)
