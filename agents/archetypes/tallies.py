"""One figure for each of some names: a column or row of a table, a list, or a sentence.

"Elm needs 20 loads and Oak needs 25", "14 for Ash, 9 for Birk", "A: 4", "the shops order 14, 11 and
9 crates respectively" all tell a tally over names that a family knows already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.frames import Frame
from optimoot.agents.archetypes.layout import Form, Line
from optimoot.agents.archetypes.series import line_at
from optimoot.problem import Number, NumberKind

_GAP: Final = re.compile(
    r"[ -]?(?:[^\W\d_]{1,12}|%)?\s{0,2}(?:,\s*(?:and\b)?|;|/|\band\b)\s*[$€£]?"
)
_JOINT: Final = re.compile(r"[,;()]|\band\b|\n")
_RANGE: Final = re.compile(r"(?<=[a-z]s )(\d{1,3}) ?(?:-|–|to|through) ?(\d{1,3})(?![\w.])")
_SPAN: Final = re.compile(r"\b(?:between|from) $")
_TO: Final = re.compile(r" ?(?:[^\W\d_]{1,6} )?(?:and|to) ")
_WINDOW: Final = 4
"""Sentences over which names may be told one after the other."""


@dataclass(frozen=True)
class Tally:
    """One figure for each of some names.

    Attributes:
        names: The names, in the order that the family gave.
        numbers: The figure of each name.
        words: What describes the figures, in lower case: a head, a caption, a clause.
        lines: Indices of the lines that tell them.
    """

    names: tuple[str, ...]
    numbers: tuple[Number, ...]
    words: str
    lines: tuple[int, ...]


def find_tallies(
    case: Case, names: Sequence[str], frames: Sequence[Frame], taken: frozenset[str] = frozenset()
) -> tuple[Tally, ...]:
    """All tallies over the names, without the Numbers in `taken`."""
    found = [tally for frame in frames for tally in _framed(frame, tuple(names))]
    inside = {number.id for frame in frames for number in frame.numbers()}
    inside |= {key for frame in frames for key in frame.naming} | taken
    inside |= naming_in_text(case, names)
    found += _listed(case, tuple(names), inside)
    told = {number.id for tally in found for number in tally.numbers}
    found += _spoken(case, tuple(names), inside | told)
    told |= {number.id for tally in found for number in tally.numbers}
    found += _in_turn(case, tuple(names), inside | told)
    found += _subscripted(case, tuple(names))
    return tuple(tally for tally in found if not {number.id for number in tally.numbers} & taken)


# ---------------------------------------------------------------- tables


def _framed(frame: Frame, names: tuple[str, ...]) -> Iterator[Tally]:
    """Columns beside the names, and rows below them."""
    labels = [label.lower() for label in frame.labels]
    heads = [head.lower() for head in frame.heads]
    wanted = [name.lower() for name in names]
    if set(wanted) <= set(labels) and len(set(labels)) == len(labels):
        places = [labels.index(name) for name in wanted]
        for column, head in enumerate(heads):
            if head in wanted:
                continue
            own = [frame.cells[place][column] for place in places]
            numbers = tuple(number for number in own if number is not None)
            if len(numbers) == len(names):
                words = head if len(heads) > 1 else f"{head} {frame.caption}"
                yield Tally(names, numbers, words, frame.lines)
    elif set(wanted) <= set(heads) and len(set(heads)) == len(heads):
        places = [heads.index(name) for name in wanted]
        for row, label in enumerate(labels):
            own = [frame.cells[row][place] for place in places]
            numbers = tuple(number for number in own if number is not None)
            if len(numbers) == len(names):
                words = label if len(labels) > 1 else f"{label} {frame.caption}"
                yield Tally(names, numbers, words, frame.lines)


# ---------------------------------------------------------------- lists and sentences


def mention(name: str, text: str) -> re.Match[str] | None:
    """Where a text names something, whole words only, in any case but for single letters."""
    flags = re.IGNORECASE if len(name) > 1 else re.NOFLAG
    start = r"(?<=[a-z] )" if name.isdigit() else r"(?<![\w-])"
    return re.search(rf"{start}{re.escape(name)}(?![\w]|-\w|[.,]\d)", text, flags)


def naming_in_text(case: Case, names: Sequence[str]) -> set[str]:
    """Ids of the Numbers that are part of a name in prose: the 1 of "Shop 1"."""
    found: set[str] = set()
    numbered = [name for name in names if any(sign.isdigit() for sign in name)]
    for name in numbered:
        start = r"(?<=[a-z] )" if name.isdigit() else r"(?<![\w-])"
        pattern = re.compile(rf"{start}{re.escape(name)}(?![\w]|[.,]\d)", re.IGNORECASE)
        for match in pattern.finditer(case.problem.text):
            found |= {n.id for n in case.problem.numbers if match.start() <= n.start < match.end()}
    for match in _RANGE.finditer(case.problem.text):
        if {match.group(1), match.group(2)} <= set(numbered):
            found |= {n.id for n in case.problem.numbers if match.start() <= n.start < match.end()}
    return found


def _own(case: Case, start: int, end: int, taken: set[str]) -> list[Number]:
    return [
        n
        for n in case.problem.numbers
        if start <= n.start < end and n.id not in taken and n.kind is not NumberKind.ORDINAL
    ]


def _listed(case: Case, names: tuple[str, ...], taken: set[str]) -> list[Tally]:
    """Entries of a list, one for each name, each with equally many figures."""
    rows: dict[str, tuple[Line, list[Number], int]] = {}
    for line in case.lines:
        if line.form is not Form.ENTRY:
            continue
        for name in names:
            match = mention(name, line.quote[: len(name) + 12])
            if match is not None and name not in rows:
                begin = line.start + line.quote.index(match.group())
                end = line.start + len(line.quote) + 8
                following = case.lines[line.index + 1 : line.index + 2]
                end = following[0].start if following else len(case.problem.text)
                numbers = _own(case, begin + len(match.group()), end, taken)
                rows[name] = (line, numbers, begin + len(match.group()))
                break
    counts = {len(numbers) for _, numbers, _ in rows.values()}
    if len(rows) != len(names) or len(counts) != 1 or counts == {0}:
        return []
    made = []
    first_line, first, begin = rows[names[0]]
    lines = tuple(row[0].index for row in rows.values())
    heading = case.lines[lines[0] - 1].lower if lines[0] else ""
    stop = first_line.start + len(first_line.quote)
    for place in range(counts.pop()):
        words = _beside(case, first, place, begin, stop)
        if len(first) == 1:
            words = f"{words} {heading}"
        made.append(Tally(names, tuple(rows[name][1][place] for name in names), words, lines))
    return made


def _beside(case: Case, row: Sequence[Number], place: int, begin: int, stop: int) -> str:
    """The words of one of several figures: what leads to it, and what follows up to a comma."""
    text = case.problem.text
    start = row[place - 1].end if place else begin
    end = row[place + 1].start if place + 1 < len(row) else stop
    leading = text[start : row[place].start].lower()
    if place:
        opening = text[max(begin, row[place - 1].start - 10) : row[place - 1].start].lower()
        spans = _SPAN.search(opening) and _TO.fullmatch(leading)
        leading = "maximum" if spans else _JOINT.split(leading, maxsplit=1)[-1]
    elif _SPAN.search(leading) and place + 1 < len(row):
        leading = (
            f"{leading} minimum" if _TO.fullmatch(text[row[0].end : row[1].start]) else leading
        )
    return f"{leading} {_JOINT.split(text[row[place].end : end].lower(), maxsplit=1)[0]}"


def _spoken(case: Case, names: tuple[str, ...], taken: set[str]) -> list[Tally]:
    """Sentences in which each name stands before, or after, equally many figures."""
    lines = [line for line in case.lines if line.form is not Form.ROW]
    made: list[Tally] = []
    used: set[str] = set(taken)
    for first in range(len(lines)):
        for size in range(1, _WINDOW + 1):
            window = lines[first : first + size]
            if len(window) < size:
                break
            told = _told(case, window, names, used)
            if told:
                made += told
                used |= {number.id for tally in told for number in tally.numbers}
                break
    return made


def _told(
    case: Case, window: Sequence[Line], names: tuple[str, ...], taken: set[str]
) -> list[Tally]:
    start = window[0].start
    end = window[-1].start + len(window[-1].quote)
    text = case.problem.text[start:end]
    places = [(name, mention(name, text)) for name in names]
    if any(match is None for _, match in places):
        return []
    found = sorted((m.start(), m.end(), name) for name, m in places if m is not None)
    last = window[-1].start - start
    if found[0][0] >= len(window[0].quote) or found[-1][0] < last:
        return []
    bounds = [start + at for at, _, _ in found]
    ends = [start + stop for _, stop, _ in found]
    parts = [
        _own(case, low, high, taken) for low, high in zip(ends, [*bounds[1:], end], strict=True)
    ]
    before = _own(case, start, bounds[0], taken)
    width = len(parts[0])
    if width and all(len(part) == width for part in parts[:-1]) and len(parts[-1]) >= width:
        numbers = [part[:width] for part in parts]
    elif before and all(len(part) == 1 for part in parts[:-1]) and len(before) == 1:
        numbers = [before, *(part for part in parts[:-1])]
    else:
        return []
    if width > 1:
        begin = start + found[0][1]
        words = [_beside(case, numbers[0], k, begin, bounds[1]) for k in range(width)]
    else:
        words = [text.lower()]
    lines = tuple(line.index for line in window)
    by_name = {name: part for (_, _, name), part in zip(found, numbers, strict=True)}
    return [
        Tally(names, tuple(by_name[name][k] for name in names), words[k], lines)
        for k in range(max(width, 1) if numbers[0] is not before else 1)
    ]


def _subscripted(case: Case, names: tuple[str, ...]) -> list[Tally]:
    """Letters with the numbers that name things: "q1 = 9, q2 = 7"."""
    if not all(name.isdigit() for name in names):
        return []
    letters = set(re.findall(r"\b([a-zA-Z])_?\{?\d{1,2}\}? ?=", case.problem.text))
    made = []
    for letter in sorted(letters):
        numbers = []
        for name in names:
            pattern = rf"\b{letter}_?\{{?{name}\}}? ?= ?"
            match = re.search(pattern, case.problem.text)
            own = [n for n in case.problem.numbers if match and n.start == match.end()]
            numbers += own[:1]
        if len(numbers) == len(names):
            line = line_at(case, numbers[0].start)
            made.append(Tally(names, tuple(numbers), case.lines[line].lower, (line,)))
    return made


def _in_turn(case: Case, names: tuple[str, ...], taken: set[str]) -> list[Tally]:
    """As many figures in a row as there are names: "14, 11, 9 and 16 crates respectively"."""
    made = []
    text = case.problem.text
    for line in case.lines:
        if line.form is Form.ROW:
            continue
        run: list[Number] = []
        runs: list[list[Number]] = []
        for number in _own(case, line.start, line.start + len(line.quote), taken):
            if run and _GAP.fullmatch(text[run[-1].end : number.start]):
                run.append(number)
            else:
                run = [number]
                runs.append(run)
        fitting = [run for run in runs if len(run) == len(names)]
        if len(fitting) == 1 and not any(mention(name, line.quote) for name in names):
            made.append(Tally(names, tuple(fitting[0]), line.lower, (line.index,)))
    return made
