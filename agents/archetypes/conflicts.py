"""Pairs that must be kept apart.

They are told as tuples, bullets, lists of neighbours, groups, or a matrix of marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.frames import Frame, find_frames
from optimoot.agents.archetypes.layout import Form, Line
from optimoot.agents.archetypes.series import line_at

_WORD: Final = r"[A-Z0-9][\w'’.]*"
_NAME: Final = (
    rf"(?:{_WORD}|[a-z]\w*)(?: (?!and\b|with\b|or\b|must\b|share\b|is\b|are\b)[\w'’]+){{0,2}}"
)
_TUPLE: Final = re.compile(rf"[({{\[]\s*({_NAME})\s*(?:[,;&/–-]|and)\s*({_NAME})\s*[)}}\]]")
_PAIR: Final = re.compile(
    rf"({_NAME})\s*(?:\band\b|\bwith\b|\bvs\.?|[,;&/|–]|-+>?|<->|↔)\s*({_NAME})\s*[.;,]?\s*"
)
_RUN: Final = re.compile(r"(?<![\w-])([A-Z]\w*|\d{1,2})\s?[-–]\s?([A-Z]\w*|\d{1,2})(?=[,;.\s]|$)")
_NEIGHBOURS: Final = re.compile(
    rf"(?:^|[.;,:]\s|\band )\s*(?:the )?({_WORD}(?: [A-Z]\w*)?) (?:conflicts?|interferes?|clashes|"
    rf"overlaps?|borders|"
    r"touches|neighbou?rs|is adjacent|is next|shares (?:a border|an edge|students)|is "
    r"incompatible|meets|(?:cannot|can't|must not|may not|can not) (?:live|be|sit|stay|travel|go|"
    r"stand|work|play|share \w+|be (?:kept|put|stored|together)))"
    r"(?: (?:with|to|on))? ([^.;:\n]{1,160})"
)
_ENTRY: Final = re.compile(
    r"([^:\n]{1,40}?)\s*(?::|[-–] | takes | take | sits | attends | attend | sit "
    r")\s*([^:\n]{1,200})"
)
_JOINTS: Final = re.compile(r"\s*(?:,\s*(?:and|or)\b|,|;|&|/|\band\b|\bor\b|\s[-–]\s)\s*")
_LINE: Final = re.compile(
    r"^[ \t]{0,8}(?:[-*•][ \t]+)?([A-Z][^\n:]{0,39}):[ \t]{0,8}([^\n]{1,200})$", re.MULTILINE
)
_FEWEST: Final = 3


@dataclass(frozen=True)
class Conflicts:
    """Pairs of things that must differ.

    Attributes:
        things: In order.
        pairs: Each once.
        lines: Indices of the lines that tell them.
        numbers: Ids of the Numbers within names and marks.
    """

    things: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    lines: tuple[int, ...]
    numbers: frozenset[str]


def find_conflicts(case: Case) -> Conflicts | None:
    """The pairs that a text tells in one way; None where there are fewer than three."""
    found = [
        conflicts
        for read in (_tuples, _rows, _entries, _runs, _neighbours)
        if (conflicts := read(case)) is not None
    ]
    return found[0] if len(found) == 1 else None


def _made(
    case: Case,
    told: Sequence[tuple[str, str]],
    lines: Sequence[int],
    spans: Sequence[tuple[int, int]],
) -> Conflicts | None:
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    for one, other in told:
        if one == other:
            return None
        pairs.setdefault(frozenset((one, other)), (one, other))
    if len(pairs) < _FEWEST:
        return None
    things = tuple(dict.fromkeys(thing for pair in told for thing in pair))
    numbers = frozenset(
        n.id for n in case.problem.numbers if any(a <= n.start < b for a, b in spans)
    )
    return Conflicts(things, tuple(pairs.values()), tuple(dict.fromkeys(lines)), numbers)


def _tuples(case: Case) -> Conflicts | None:
    matches = list(_TUPLE.finditer(case.problem.text))
    told = [(m.group(1), m.group(2)) for m in matches]
    lines = [line_at(case, m.start()) for m in matches]
    return _made(case, told, lines, [m.span() for m in matches])


def _runs(case: Case) -> Conflicts | None:
    """Pairs with a hyphen, one after the other: "A-B, A-C, B-D"."""
    matches = list(_RUN.finditer(case.problem.text))
    told = [(m.group(1), m.group(2)) for m in matches]
    names = {name for pair in told for name in pair}
    if len(names) == 2 * len(told):
        return None
    lines = [line_at(case, m.start()) for m in matches]
    return _made(case, told, lines, [m.span() for m in matches])


def _entries(case: Case) -> Conflicts | None:
    """A list with one pair in each entry, or a name with its neighbours, or a group."""
    entries = [line for line in case.lines if line.form is Form.ENTRY]
    if len(entries) < _FEWEST:
        return _written_lines(case)
    spans = [(line.start, line.start + len(line.quote)) for line in entries]
    lines = [line.index for line in entries]
    pairs = [_PAIR.fullmatch(line.quote.strip()) for line in entries]
    if all(pairs):
        return _made(case, [(m.group(1), m.group(2)) for m in pairs if m is not None], lines, spans)
    rows = [_ENTRY.fullmatch(line.quote.strip().rstrip(".")) for line in entries]
    if not all(rows):
        return None
    lists = [(m.group(1).strip(), _names(m.group(2))) for m in rows if m is not None]
    return _made(case, list(_listed(lists)), lines, spans)


def _written_lines(case: Case) -> Conflicts | None:
    """Lines of the text with a name, a colon and names: neighbours or groups."""
    matches = list(_LINE.finditer(case.problem.text))
    lists = [(match.group(1).strip(), _names(match.group(2))) for match in matches]
    if any(not re.fullmatch(_NAME, name) for _, own in lists for name in own):
        return None
    lines = [line_at(case, match.start(1)) for match in matches]
    return _made(case, list(_listed(lists)), lines, [match.span() for match in matches])


def _names(written: str) -> list[str]:
    parts = [re.sub(r"^(?:the|a|an) ", "", part.strip()) for part in _JOINTS.split(written)]
    return [part for part in parts if part]


def _listed(lists: Sequence[tuple[str, list[str]]]) -> Iterator[tuple[str, str]]:
    """Neighbours of each name, or all pairs within each group."""
    heads = {head for head, _ in lists}
    members = {name for _, own in lists for name in own}
    if members <= heads:
        for head, own in lists:
            yield from ((head, other) for other in own)
    elif not members & heads:
        for _, own in lists:
            yield from combinations(own, 2)


def _neighbours(case: Case) -> Conflicts | None:
    """Sentences: "Algebra conflicts with Botany and Drama"."""
    told: list[tuple[str, str]] = []
    spans = []
    lines = []
    for line in case.lines:
        if line.form is Form.ROW:
            continue
        for match in _NEIGHBOURS.finditer(line.quote):
            told += [(match.group(1), other) for other in _names(match.group(2))]
            spans.append((line.start + match.start(), line.start + match.end()))
            lines.append(line.index)
    if any(not re.fullmatch(_NAME, name) for pair in told for name in pair):
        return None
    return _made(case, told, lines, spans)


def _rows(case: Case) -> Conflicts | None:
    """A table: two names in each row, or a square of marks."""
    frames = find_frames(case)
    if len(frames) != 1:
        return None
    frame = frames[0]
    told = list(_marked(frame)) if len(frame.heads) > 1 else list(_paired(frame))
    conflicts = _made(case, told, frame.lines, [])
    if conflicts is None:
        return None
    numbers = frame.naming | {n.id for n in frame.numbers()}
    things = frame.labels if len(frame.heads) > 1 else conflicts.things
    return Conflicts(things, conflicts.pairs, conflicts.lines, frozenset(numbers))


def _paired(frame: Frame) -> Iterator[tuple[str, str]]:
    lists = [(label, _names(row[0])) for label, row in zip(frame.labels, frame.texts, strict=True)]
    if all(len(own) == 1 for _, own in lists):
        yield from ((label, own[0]) for label, own in lists)
    else:
        yield from _listed(lists)


def _marked(frame: Frame) -> Iterator[tuple[str, str]]:
    """The pairs of a square of marks that is the same both ways."""
    if [n.lower() for n in frame.labels] != [n.lower() for n in frame.heads]:
        return
    marks = [[_is_mark(text) for text in row] for row in frame.texts]
    if any(mark is None for row in marks for mark in row):
        return
    size = len(frame.labels)
    for i, j in combinations(range(size), 2):
        both = (marks[i][j], marks[j][i])
        if any(both) and (all(both) or _is_triangle(marks)):
            yield frame.labels[i], frame.labels[j]


def _is_mark(text: str) -> bool | None:
    written = text.strip().lower()
    if written in ("1", "x", "yes", "✓", "✗", "y", "true", "conflict"):
        return True
    return False if written in ("0", "", "-", "–", "—", "no", ".", "n", "false") else None


def _is_triangle(marks: Sequence[Sequence[bool | None]]) -> bool:
    size = len(marks)
    upper = any(marks[i][j] for i, j in combinations(range(size), 2))
    lower = any(marks[j][i] for i, j in combinations(range(size), 2))
    return upper != lower


def told_lines(case: Case, conflicts: Conflicts) -> list[Line]:
    """The lines that hold nothing but pairs."""
    return [
        case.lines[i]
        for i in conflicts.lines
        if case.lines[i].form is not Form.SENTENCE
        or all(_LINE.fullmatch(part) for part in case.lines[i].quote.split("\n"))
    ]
