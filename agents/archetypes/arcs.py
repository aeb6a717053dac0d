"""Links between places with several figures each: a table with from and to, or a list with arrows.

"A -> B: cost 4, capacity 10", "P to H (3 per tonne, at most 40)", "| From | To | Cost |" rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from optimoot.agents.archetypes.case import Case
from optimoot.agents.archetypes.frames import Frame, find_frames
from optimoot.agents.archetypes.series import line_at
from optimoot.problem import Number

_FROM: Final = re.compile(r"\b(?:from|start|tail|origin|source|begin\w*|i|sender)\b")
_TO: Final = re.compile(r"\b(?:to|end|head|destination|sink|target|j|receiver)\b")
_JOINED: Final = re.compile(r"\(?\s*(.+?)\s*(?:-+>|→|⇒|=>|–>| to |,|–| - |-)\s*(.+?)\s*\)?")
_NAME: Final = (
    r"(?:[^\W\d_][\w'’]*|\d{1,2})"
    r"(?: (?!to\b|from\b|and\b|with\b|of\b|costs?\b|takes?\b|has\b|is\b|can\b|carr|per\b|"
    r"at\b)[^\W\d_][\w'’]*| \d{1,2}\b){0,2}"
)
_LISTED: Final = re.compile(
    rf"(?:^|[\n;,:(•*.]|- )\s*(?:and )?(?:from |arc |link |road |pipe |edge |line |leg "
    rf")?\(?({_NAME})"
    rf"\s*(?:-+>|→|⇒|=>|–>| to )\s*({_NAME})\)?(?=\s*[:=(,]|\s+(?:costs?|takes|with|has|carries|"
    rf"can)\b|\s+[$€£]?\d)",
)
_ROW: Final = re.compile(
    r"^[ \t]*(\w{1,15})[,;][ \t]*(\w{1,15})[,;][ \t]*(\d[\d.]*(?:[,;][ \t]*\d[\d.]*)*)[ \t]*$",
    re.MULTILINE,
)
_JOINT: Final = re.compile(r"[,;(]|\band\b")
_BRACKETS: Final = re.compile(r"\(([^()]{1,120})\)")
_FEWEST: Final = 3


@dataclass(frozen=True)
class Arcs:
    """Links with their figures.

    Attributes:
        pairs: From and to of each link, in order.
        figures: For each kind of figure its words and one Number for each link.
        naming: Ids of the Numbers that name places.
        lines: Indices of the lines that hold the links.
    """

    pairs: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, tuple[Number, ...]], ...]
    naming: frozenset[str]
    lines: tuple[int, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """All places, in order."""
        return tuple(dict.fromkeys(place for pair in self.pairs for place in pair))

    @property
    def numbers(self) -> frozenset[str]:
        """Ids of all figures and of the Numbers that name places."""
        return self.naming | {n.id for _, numbers in self.figures for n in numbers}


def find_arcs(case: Case) -> Arcs | None:
    """The links of a text; None where there are none, two tables of them, or one is told twice."""
    tables = [arcs for frame in find_frames(case) if (arcs := _tabled(frame)) is not None]
    if len(tables) > 1:
        return None
    arcs = tables[0] if tables else _rowed(case) or _listed(case)
    if arcs is None or len(set(arcs.pairs)) < len(arcs.pairs):
        return None
    return arcs


def _tabled(frame: Frame) -> Arcs | None:
    """The links of a table: from and to in the first two columns, or both in the first one."""
    if len(frame.labels) < _FEWEST or not frame.is_named:
        return None
    if _FROM.search(frame.corner) and _TO.search(frame.heads[0].lower()) and len(frame.heads) > 1:
        ends = [row[0].strip() for row in frame.texts]
        pairs = tuple(zip(frame.labels, ends, strict=True))
        naming = frame.naming | {n.id for n in frame.column(0) if n is not None}
        columns = range(1, len(frame.heads))
    else:
        matches = [_JOINED.fullmatch(label) for label in frame.labels]
        if not all(matches) or not re.search(
            r"\b(?:arc|link|edge|road|route|pipe|from|leg|line)", frame.corner
        ):
            return None
        pairs = tuple((m.group(1), m.group(2)) for m in matches if m is not None)
        naming = frame.naming
        columns = range(len(frame.heads))
    if any(not one or not other or one == other for one, other in pairs):
        return None
    figures = []
    for place in columns:
        numbers = tuple(n for n in frame.column(place) if n is not None)
        if len(numbers) != len(pairs):
            return None
        words = frame.heads[place].lower()
        figures.append((words if len(columns) > 1 else f"{words} {frame.caption}", numbers))
    return Arcs(pairs, tuple(figures), naming, frame.lines)


def _rowed(case: Case) -> Arcs | None:
    """Rows between commas below words that tell the columns: "(from, to, cost, capacity)"."""
    text = case.problem.text
    rows = list(_ROW.finditer(text))
    if len(rows) < _FEWEST:
        return None
    parts = [
        [n for n in case.problem.numbers if row.start(3) <= n.start < row.end(3)] for row in rows
    ]
    width = len(parts[0])
    heads = _heads(text[: rows[0].start()], width + 2)
    if any(len(part) != width for part in parts) or not heads or not _FROM.search(heads[0]):
        return None
    naming = {
        n.id for row in rows for n in case.problem.numbers if row.start(1) <= n.start < row.end(2)
    }
    lines = tuple(dict.fromkeys(line_at(case, row.start(1)) for row in rows))
    figures = tuple((heads[k + 2], tuple(part[k] for part in parts)) for k in range(width))
    pairs = tuple((row.group(1), row.group(2)) for row in rows)
    return Arcs(pairs, figures, frozenset(naming), lines)


def _listed(case: Case) -> Arcs | None:
    """The links of a list or a sentence, all with equally many figures."""
    text = case.problem.text
    matches = list(_LISTED.finditer(text))
    if len(matches) < _FEWEST:
        return None
    naming = set()
    parts: list[list[Number]] = []
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        inside = (match.start(1), match.end(2))
        naming |= {n.id for n in case.problem.numbers if inside[0] <= n.start < inside[1]}
        stop = following.start(1) if following is not None else _sentence_end(text, match.end())
        parts.append([n for n in case.problem.numbers if match.end(2) <= n.start < stop])
    counts = {len(part) for part in parts}
    if len(counts) != 1 or counts == {0}:
        return None
    width = counts.pop()
    lines = tuple(dict.fromkeys(line_at(case, match.start(1)) for match in matches))
    figures = tuple(
        (_words(case, matches[0].end(2), parts[0], k, lines), tuple(part[k] for part in parts))
        for k in range(width)
    )
    pairs = tuple((_plain(m.group(1)), _plain(m.group(2))) for m in matches)
    return Arcs(pairs, figures, frozenset(naming), lines)


def _plain(name: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", name.strip(), flags=re.IGNORECASE)


def _sentence_end(text: str, start: int) -> int:
    match = re.compile(r"\n|\.(?=\s|$)").search(text, start)
    return match.start() if match is not None else len(text)


def _heads(text: str, width: int) -> list[str]:
    """The words in the last brackets that hold as many parts: "(cost per unit, capacity)"."""
    for match in reversed(list(_BRACKETS.finditer(text))):
        parts = [part.strip().lower() for part in re.split(r"[,;]", match.group(1))]
        if len(parts) == width and not any(re.search(r"\d", part) for part in parts):
            return parts
    return []


def _words(
    case: Case, begin: int, numbers: Sequence[Number], place: int, lines: Sequence[int]
) -> str:
    """The words beside a figure of the first link, or above the list where it has none."""
    text = case.problem.text
    start = numbers[place - 1].end if place else begin
    stop = numbers[place].start
    before = text[start:stop].lower()
    before = _JOINT.split(before)[-1] if place else before
    last = place + 1 == len(numbers)
    end = _sentence_end(text, numbers[place].end) if last else numbers[place + 1].start
    after = text[numbers[place].end : min(end, numbers[place].end + 30)].lower()
    after = _JOINT.split(after)[0]
    heads = _heads(text[:begin], len(numbers))
    if heads and not re.search(r"[^\W\d_]", before + after):
        return heads[place]
    own = f"{before} {after}" if re.search(r"[^\W\d_]", before + after) else ""
    if not own or (len(numbers) == 1 and not re.search(r"cost|capac|fixed|most", own)):
        first = case.lines[lines[0]]
        above = case.lines[lines[0] - 1].lower if lines[0] else ""
        own = f"{own} {text[first.start : begin].lower()} {above}"
    return own
